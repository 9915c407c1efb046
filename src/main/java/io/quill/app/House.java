package io.quill.app;

import io.quill.events.source.Source;
import io.quill.events.source.hubspot.Crm;
import io.quill.platform.settings.Settings;
import io.quill.routes.Faults;

import org.apache.camel.CamelContext;
import org.apache.camel.main.DefaultMainShutdownStrategy;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainShutdownStrategy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Everything that runs, put together by hand: a concern is a part, and a part is a line here. */
public final class House implements AutoCloseable {
    private final Ground ground;
    private final Doors doors;
    private final List<Part> parts;
    private final Main camel = new Main();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Readiness readiness;

    /** As the settings say. */
    public static House of(Settings settings, Map<String, String> camelSettings) {
        return new House(
                settings, camelSettings, Wiring.sources(settings), Foundation.of(settings));
    }

    House(
            Settings settings,
            Map<String, String> camelSettings,
            List<Source> sources,
            Foundation foundation) {
        ground = Ground.of(settings, foundation.clock(), foundation.store());
        doors = new Doors(settings.server(), foundation.bounds(), ground.tally());
        Crm crm = LookUps.crm(settings, ground.wire(), ground.waits());
        Entrance entrance = new Entrance(ground, sources, foundation.spool(), doors.listener());
        readiness = new Readiness(entrance::unwritable);
        WayOut wayOut = new WayOut(ground, crm);
        RecordKeeping records = new RecordKeeping(ground);
        Operating operating =
                new Operating(ground, sources, doors.listener(), records.works(), wayOut::obstacle);
        Pulse pulse =
                new Pulse(
                        ground,
                        wayOut,
                        entrance::spooling,
                        records.watch(),
                        operating.door()::untrustedProxy);
        parts =
                List.of(
                        new Watching(ground, doors, readiness::obstacle),
                        entrance,
                        new DimensionKeeping(ground),
                        wayOut,
                        pulse,
                        new Reconciling(ground, crm),
                        records,
                        operating,
                        new Lookout(ground, sources, pulse, records, operating, doors));
        camelSettings.forEach(camel::addInitialProperty);
        camel.bind("vertx", doors.vertx());
        camel.addMainListener(new ListenerFirst(doors.listener(), this::addRoutes));
    }

    private void addRoutes(CamelContext context) {
        camel.configure().addRoutesBuilder(new Faults());
        for (Part part : parts) {
            part.routes(context).forEach(camel.configure()::addRoutesBuilder);
        }
    }

    public void start() {
        camel.setShutdownStrategy(unhooked());
        camel.start();
        doors.open();
        readiness.listening(true);
    }

    /** A signal is for the house to answer, in the order that loses nothing. */
    private MainShutdownStrategy unhooked() {
        DefaultMainShutdownStrategy strategy = new DefaultMainShutdownStrategy(camel);
        strategy.disableHangupSupport();
        return strategy;
    }

    public int port() {
        return doors.listener().getPort();
    }

    /** What was accepted is finished before anything that it needs is taken away. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        readiness.listening(false);
        doors.drain();
        parts.forEach(Part::finish);
        camel.stop();
        parts.reversed().forEach(Part::close);
        doors.close();
        ground.close();
    }
}
