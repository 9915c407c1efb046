package io.quill.app;

import io.quill.app.http.HttpListener;

import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

import java.util.function.Consumer;

/** Gives the context its HTTP server, and what else needs the context, before routes are built. */
final class ListenerFirst extends MainListenerSupport {
    private final HttpListener listener;
    private final Consumer<CamelContext> more;

    ListenerFirst(HttpListener listener, Consumer<CamelContext> more) {
        this.listener = listener;
        this.more = more;
    }

    @Override
    public void beforeInitialize(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        try {
            context.addService(listener, true, true);
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP server cannot be set up", e);
        }
        more.accept(context);
    }
}
