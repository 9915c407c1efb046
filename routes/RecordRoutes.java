package io.quill.routes;

import io.quill.records.schedule.River;
import io.quill.records.tenant.Account;

import org.apache.camel.builder.RouteBuilder;

import java.util.function.Consumer;

/**
 * Every minute, for each account beside the others: what is due is pulled, and what has landed goes
 * on.
 */
public final class RecordRoutes extends RouteBuilder {
    private final River river;
    private final Runnable pulse;

    public RecordRoutes(River river, Runnable pulse) {
        this.river = river;
        this.pulse = pulse;
    }

    @Override
    public void configure() {
        from("scheduler:records?delay=60000")
                .routeId("records")
                .routeConfigurationId(Faults.LATER)
                .setBody(_ -> river.accounts())
                .split(body())
                .wireTap("direct:account")
                .dynamicUri(false);

        from("direct:account")
                .routeId("account")
                .routeConfigurationId(Faults.LATER)
                .to("direct:bronze")
                .to("direct:silver")
                .to("direct:core");

        from("scheduler:record-pulse?delay=10000")
                .routeId("record-pulse")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> pulse.run());

        step("bronze", river::bronze);
        step("silver", river::silver);
        step("core", river::core);
    }

    private void step(String name, Consumer<Account> work) {
        from("direct:" + name)
                .routeId(name)
                .routeConfigurationId(Faults.LATER)
                .process(exchange -> work.accept(exchange.getMessage().getBody(Account.class)));
    }
}
