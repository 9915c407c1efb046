package io.quill.routes;

import io.quill.operate.console.web.Ask;
import io.quill.operate.console.web.Site;
import io.quill.operate.console.web.Traffic;

import org.apache.camel.builder.RouteBuilder;

/** What an operator sees, and does; what changes meanwhile is streamed beside it. */
public final class ConsoleRoutes extends RouteBuilder {
    private final Site site;
    private final Traffic traffic;
    private final Runnable sample;

    public ConsoleRoutes(Site site, Traffic traffic, Runnable sample) {
        this.site = site;
        this.traffic = traffic;
        this.sample = sample;
    }

    @Override
    public void configure() {
        getContext().getRegistry().bind("consoleHeaders", traffic);

        from("platform-http:/console?matchOnUriPrefix=true&httpMethodRestrict=GET,POST"
                        + "&headerFilterStrategy=#consoleHeaders")
                .routeId("console")
                .onException(RuntimeException.class)
                .handled(true)
                .logHandled(true)
                .setBody(_ -> site.broken())
                .process(traffic::answer)
                .end()
                .process(traffic::receive)
                .transform()
                .body(Ask.class, site::answer)
                .process(traffic::answer);

        from("scheduler:warm?initialDelay=500&repeatCount=1")
                .routeId("warm")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> site.warm());

        from("scheduler:history?initialDelay=0&delay=10000")
                .routeId("history")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> sample.run());
    }
}
