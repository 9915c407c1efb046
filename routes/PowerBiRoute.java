package io.quill.routes;

import io.quill.powerbi.CamelTransport;

import org.apache.camel.builder.RouteBuilder;

/** Every request to Power BI goes this way, and one send is one request. */
public final class PowerBiRoute extends RouteBuilder {
    private final String origin;

    public PowerBiRoute(String origin) {
        this.origin = origin;
    }

    @Override
    public void configure() {
        from(CamelTransport.ROUTE)
                .routeId("power-bi")
                .errorHandler(noErrorHandler())
                .circuitBreaker()
                .resilience4jConfiguration(CamelTransport.Http.breaker())
                .to(CamelTransport.Http.endpoint(origin))
                .end();
    }
}
