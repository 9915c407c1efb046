package io.quill.routes;

import io.quill.operate.access.Request;
import io.quill.operate.rest.AdminDesk;
import io.quill.operate.rest.AdminExchange;
import io.quill.operate.rest.Call;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.IdempotentRepository;

/** let in → understand → do once → answer: every refusal and every deed leaves a line behind. */
public final class OperateRoutes extends RouteBuilder {
    private final AdminDesk desk;
    private final AdminExchange exchange;
    private final IdempotentRepository repeats;
    private final Runnable tend;

    /**
     * @param tend what wants to be done every few seconds, so that runs are heard of
     */
    public OperateRoutes(
            AdminDesk desk, AdminExchange exchange, IdempotentRepository repeats, Runnable tend) {
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
                .body(Request.class, desk::admit)
                .filter(body().isInstanceOf(Call.class))
                .idempotentConsumer()
                .body(Call.class, desk::id)
                .idempotentRepository(repeats)
                .completionEager(true)
                .transform()
                .body(Call.class, desk::perform)
                .end()
                .end()
                .process(exchange::answer);

        from("scheduler:runs?initialDelay=0&delay=5000")
                .routeId("runs")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> tend.run());
    }
}
