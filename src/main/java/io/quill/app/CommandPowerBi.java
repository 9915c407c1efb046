package io.quill.app;

import io.quill.events.sink.powerbi.PowerBiSink;
import io.quill.platform.settings.Settings;
import io.quill.platform.time.SteadyClock;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

import java.time.InstantSource;
import java.util.Optional;

/** Power BI client for commands, over the pusher's route in a Camel context of its own. */
public final class CommandPowerBi implements AutoCloseable {
    private final Settings settings;
    private final Main camel = new Main();
    private final ProducerTemplate producer;

    /** Creates the clients for settings that configure Power BI. */
    public CommandPowerBi(Settings settings) {
        this.settings = settings;
        camel.configure()
                .addRoutesBuilder(
                        PushFactory.route(settings, new SteadyClock(InstantSource.system())));
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        camel.start();
        producer = camel.getCamelContext().createProducerTemplate();
    }

    /** The dataset that the settings mean. */
    public PowerBiSink sink() {
        return PushFactory.sink(settings, producer);
    }

    public PowerBiSink sink(String dataset) {
        return PushFactory.sink(settings, producer, Optional.of(dataset));
    }

    @Override
    public void close() {
        camel.stop();
    }
}
