package io.quill.routes;

import io.quill.operate.console.web.ConsoleExchange;
import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.ConsoleSite;

import org.apache.camel.builder.RouteBuilder;

/** Routes of the console: pages, forms and the live stream. */
public final class ConsoleRoutes extends RouteBuilder {
    private final ConsoleSite consoleSite;
    private final ConsoleExchange consoleExchange;
    private final Runnable sample;

    public ConsoleRoutes(
            ConsoleSite consoleSite, ConsoleExchange consoleExchange, Runnable sample) {
        this.consoleSite = consoleSite;
        this.consoleExchange = consoleExchange;
        this.sample = sample;
    }

    @Override
    public void configure() {
        getContext().getRegistry().bind("consoleHeaders", consoleExchange);

        from("platform-http:/console?matchOnUriPrefix=true&httpMethodRestrict=GET,POST"
                        + "&headerFilterStrategy=#consoleHeaders")
                .routeId("console")
                .onException(RuntimeException.class)
                .handled(true)
                .logHandled(true)
                .setBody(_ -> consoleSite.internalError())
                .process(consoleExchange::answer)
                .end()
                .process(consoleExchange::receive)
                .transform()
                .body(ConsoleRequest.class, consoleSite::answer)
                .process(consoleExchange::answer);

        from("scheduler:warm?initialDelay=500&repeatCount=1")
                .routeId("warm")
                .routeConfigurationId(ErrorHandling.LATER)
                .process(_ -> consoleSite.warm());

        from("scheduler:history?initialDelay=0&delay=10000")
                .routeId("history")
                .routeConfigurationId(ErrorHandling.LATER)
                .process(_ -> sample.run());
    }
}
