package io.quill.app;

import io.quill.events.sink.powerbi.PowerBi;
import io.quill.platform.settings.Settings;
import io.quill.platform.time.SteadyClock;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

import java.time.InstantSource;
import java.util.Optional;

/** Power BI for a command: over the same route as the pusher, in a Camel of the command's own. */
public final class PowerBiOnCall implements AutoCloseable {
    private final Settings settings;
    private final Main camel = new Main();
    private final ProducerTemplate producer;

    /** For settings that say where to push. */
    public PowerBiOnCall(Settings settings) {
        this.settings = settings;
        camel.configure()
                .addRoutesBuilder(Pushing.route(settings, new SteadyClock(InstantSource.system())));
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        camel.start();
        producer = camel.getCamelContext().createProducerTemplate();
    }

    /** The dataset that the settings mean. */
    public PowerBi sink() {
        return Pushing.sink(settings, producer);
    }

    public PowerBi sink(String dataset) {
        return Pushing.sink(settings, producer, Optional.of(dataset));
    }

    @Override
    public void close() {
        camel.stop();
    }
}
