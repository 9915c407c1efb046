package io.quill.events.sink.powerbi;

import io.quill.events.sink.Retention;
import io.quill.events.sink.Sink;
import io.quill.sandbox.Sandbox;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The client as it is, over Camel and HTTP, at a stand-in that goes by the clock of a test. */
public final class RealClient implements AutoCloseable {
    private final Sandbox sandbox;
    private final DefaultCamelContext camel;
    private final Sink sink;

    private RealClient(Sandbox sandbox, DefaultCamelContext camel, Sink sink) {
        this.sandbox = sandbox;
        this.camel = camel;
        this.sink = sink;
    }

    public static RealClient open(InstantSource clock, Retention retention) throws Exception {
        return open(clock, retention, Duration.ofSeconds(30));
    }

    /**
     * That waits by the clock on the wall.
     *
     * @param patience how long for an answer
     */
    public static RealClient open(InstantSource clock, Retention retention, Duration patience)
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
        return new RealClient(sandbox, camel, another(sandbox, camel, clock, retention, patience));
    }

    private static Sink another(
            Sandbox sandbox,
            DefaultCamelContext camel,
            InstantSource clock,
            Retention retention,
            Duration patience) {
        return new PowerBi(
                new CamelTransport(camel.createProducerTemplate()),
                EntraTokens.of(
                        sandbox.entra().toString(),
                        Sandbox.TENANT,
                        Sandbox.CLIENT_ID,
                        new Credential.Secret(() -> Sandbox.CLIENT_SECRET),
                        patience),
                new Target(
                        Sandbox.WORKSPACE, Optional.empty(), "Quill", retention, Sandbox.CLIENT_ID),
                DatasetSchema.QUILL,
                clock,
                _ -> {});
    }

    /** Of another writer with the same application, who knows nothing of the first. */
    Sink another(InstantSource clock) {
        return another(sandbox, camel, clock, Retention.NONE, Duration.ofSeconds(5));
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
