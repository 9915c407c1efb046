package io.quill.routes;

import io.quill.operate.access.AdminRequest;
import io.quill.operate.rest.AdminExchange;
import io.quill.operate.rest.AdminRequestHandler;
import io.quill.operate.rest.OperationCall;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.IdempotentRepository;

/** authenticate → parse → perform once → answer; every refusal and every action is logged. */
public final class AdminRoutes extends RouteBuilder {
    private final AdminRequestHandler desk;
    private final AdminExchange exchange;
    private final IdempotentRepository repeats;
    private final Runnable tend;

    /**
     * @param tend what wants to be done every few seconds, so that runs are heard of
     */
    public AdminRoutes(
            AdminRequestHandler desk,
            AdminExchange exchange,
            IdempotentRepository repeats,
            Runnable tend) {
        this.desk = desk;
        this.exchange = exchange;
        this.repeats = repeats;
        this.tend = tend;
    }

    @Override
    public void configure() {
        getContext().getRegistry().bind("adminHeaders", exchange);

        from("platform-http:/admin?matchOnUriPrefix=true&headerFilterStrategy=#adminHeaders")
                .routeId("admin")
                .process(exchange::receive)
                .transform()
                .body(AdminRequest.class, desk::admit)
                .filter(body().isInstanceOf(OperationCall.class))
                .idempotentConsumer()
                .body(OperationCall.class, desk::id)
                .idempotentRepository(repeats)
                .completionEager(true)
                .transform()
                .body(OperationCall.class, desk::perform)
                .end()
                .end()
                .process(exchange::answer);

        from("scheduler:runs?initialDelay=0&delay=5000")
                .routeId("runs")
                .routeConfigurationId(ErrorHandling.LATER)
                .process(_ -> tend.run());
    }
}
