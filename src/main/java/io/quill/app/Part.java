package io.quill.app;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.util.List;

/** One concern of the house: it brings its routes, and takes down what it has put up. */
interface Part extends AutoCloseable {
    /** Asked once, before Camel starts; the context makes producers. */
    List<RoutesBuilder> routes(CamelContext context);

    /** Once nothing new comes in, and while its routes still run: the time to finish something. */
    default void finish() {}

    /** Once nothing reaches it any more. */
    @Override
    default void close() {}
}
