package io.quill.routes;

import io.quill.platform.file.ArchiveException;
import io.quill.platform.jobs.RunLostException;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.StoreException;
import io.quill.records.landing.WarehouseException;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;

/**
 * Error handling of all routes: store outages and lost leases are logged in a line and tried again
 * at the next tick; other exceptions are logged with a stack trace. Push and request routes handle
 * theirs first.
 */
public final class ErrorHandling extends RouteConfigurationBuilder {
    static final String LATER = "later";

    @Override
    public void configuration() {
        routeConfiguration(LATER)
                .onException(
                        StoreException.class,
                        GuardLostException.class,
                        RunLostException.class,
                        WarehouseException.class,
                        ArchiveException.class)
                .handled(true)
                .log(LoggingLevel.WARN, "${routeId} is tried again soon: ${exception.message}");
    }
}
