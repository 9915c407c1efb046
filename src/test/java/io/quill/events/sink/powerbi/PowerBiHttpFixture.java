package io.quill.events.sink.powerbi;

import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.Sink;
import io.quill.sandbox.Sandbox;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The client as it is, over Camel and HTTP, at a stand-in that goes by the clock of a test. */
public final class PowerBiHttpFixture implements AutoCloseable {
    private final Sandbox sandbox;
    private final DefaultCamelContext camel;
    private final Sink sink;

    private PowerBiHttpFixture(Sandbox sandbox, DefaultCamelContext camel, Sink sink) {
        this.sandbox = sandbox;
        this.camel = camel;
        this.sink = sink;
    }

    public static PowerBiHttpFixture open(InstantSource clock, RetentionPolicy retentionPolicy)
            throws Exception {
        return open(clock, retentionPolicy, Duration.ofSeconds(30));
    }

    /**
     * That waits by the clock on the wall.
     *
     * @param patience how long for an answer
     */
    public static PowerBiHttpFixture open(
            InstantSource clock, RetentionPolicy retentionPolicy, Duration patience)
            throws Exception {
        Sandbox sandbox = Sandbox.start(0, clock);
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(CamelTransport.ROUTE)
                                .errorHandler(noErrorHandler())
                                .circuitBreaker()
                                .resilience4jConfiguration(
                                        CamelTransport.Http.breaker(getContext(), clock))
                                .to(
                                        CamelTransport.Http.endpoint(
                                                sandbox.powerBi().toString(), patience))
                                .end();
                    }
                });
        camel.start();
        return new PowerBiHttpFixture(
                sandbox, camel, another(sandbox, camel, clock, retentionPolicy, patience));
    }

    private static Sink another(
            Sandbox sandbox,
            DefaultCamelContext camel,
            InstantSource clock,
            RetentionPolicy retentionPolicy,
            Duration patience) {
        return new PowerBiSink(
                new CamelTransport(camel.createProducerTemplate()),
                EntraTokenProvider.of(
                        sandbox.entra().toString(),
                        Sandbox.TENANT,
                        Sandbox.CLIENT_ID,
                        new EntraCredential.Secret(() -> Sandbox.CLIENT_SECRET),
                        patience),
                new DatasetTarget(
                        Sandbox.WORKSPACE,
                        Optional.empty(),
                        "Quill",
                        retentionPolicy,
                        Sandbox.CLIENT_ID),
                DatasetSchema.QUILL,
                clock,
                _ -> {});
    }

    /** Of another writer with the same application, who knows nothing of the first. */
    Sink another(InstantSource clock) {
        return another(sandbox, camel, clock, RetentionPolicy.NONE, Duration.ofSeconds(5));
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public Sink sink() {
        return sink;
    }

    @Override
    public void close() {
        camel.stop();
        sandbox.close();
    }
}
