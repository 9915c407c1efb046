package io.quill.routes;

import io.quill.records.schedule.RecordPipeline;
import io.quill.records.tenant.ServiceAccount;

import org.apache.camel.builder.RouteBuilder;

import java.util.function.Consumer;

/**
 * Record pipeline, every minute and for each account in parallel: due pulls, then the layers above
 * bronze.
 */
public final class RecordRoutes extends RouteBuilder {
    private final RecordPipeline recordPipeline;
    private final Runnable pulse;

    public RecordRoutes(RecordPipeline recordPipeline, Runnable pulse) {
        this.recordPipeline = recordPipeline;
        this.pulse = pulse;
    }

    @Override
    public void configure() {
        from("scheduler:records?delay=60000")
                .routeId("records")
                .routeConfigurationId(ErrorHandling.LATER)
                .setBody(_ -> recordPipeline.accounts())
                .split(body())
                .wireTap("direct:account")
                .dynamicUri(false);

        from("direct:account")
                .routeId("account")
                .routeConfigurationId(ErrorHandling.LATER)
                .to("direct:bronze")
                .to("direct:silver")
                .to("direct:core");

        from("scheduler:record-pulse?delay=10000")
                .routeId("record-pulse")
                .routeConfigurationId(ErrorHandling.LATER)
                .process(_ -> pulse.run());

        step("bronze", recordPipeline::bronze);
        step("silver", recordPipeline::silver);
        step("core", recordPipeline::core);
    }

    private void step(String name, Consumer<ServiceAccount> work) {
        from("direct:" + name)
                .routeId(name)
                .routeConfigurationId(ErrorHandling.LATER)
                .process(
                        exchange ->
                                work.accept(exchange.getMessage().getBody(ServiceAccount.class)));
    }
}
