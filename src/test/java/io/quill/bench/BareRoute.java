package io.quill.bench;

import io.vertx.core.VertxOptions;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/** The ceiling: Camel's own server and a route that does nothing but answer. */
final class BareRoute {
    private BareRoute() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.setStreamCaching(false);
        camel.getRegistry().bind("vertx", new VertxOptions().setWorkerPoolSize(64));
        VertxPlatformHttpServerConfiguration configuration =
                new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(port);
        camel.addService(new VertxPlatformHttpServer(configuration), true, true);
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("platform-http:/webhook/aloware?httpMethodRestrict=POST")
                                .removeHeaders("*")
                                .setHeader("CamelHttpResponseCode", constant(202))
                                .setBody(constant("{}"));
                    }
                });
        camel.start();
        System.out.println("listens");
        Thread.currentThread().join();
    }
}
