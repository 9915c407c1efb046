package io.quill.app;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.util.List;

/** Component of the application: contributes routes, and releases its resources at the end. */
interface AppComponent extends AutoCloseable {
    /** Asked once, before Camel starts; the context makes producers. */
    List<RoutesBuilder> routes(CamelContext context);

    /** Once nothing new comes in, and while its routes still run: the time to finish something. */
    default void finish() {}

    /** Once nothing reaches it any more. */
    @Override
    default void close() {}
}
