package io.quill.app;

import io.quill.app.http.HttpListener;

import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

import java.util.function.Consumer;

/** Binds the HTTP server to the Camel context before routes are built. */
final class ContextInitializer extends MainListenerSupport {
    private final HttpListener listener;
    private final Consumer<CamelContext> initializer;

    ContextInitializer(HttpListener listener, Consumer<CamelContext> more) {
        this.listener = listener;
        this.initializer = more;
    }

    @Override
    public void beforeInitialize(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        try {
            context.addService(listener, true, true);
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP server cannot be set up", e);
        }
        initializer.accept(context);
    }
}
