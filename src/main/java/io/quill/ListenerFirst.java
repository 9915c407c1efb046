package io.quill;

import io.quill.server.HttpListener;

import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** Gives the context its HTTP server before the routes look for one. */
final class ListenerFirst extends MainListenerSupport {
    private final HttpListener listener;

    ListenerFirst(HttpListener listener) {
        this.listener = listener;
    }

    @Override
    public void beforeInitialize(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        try {
            context.addService(listener, true, true);
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP server cannot be set up", e);
        }
    }
}
