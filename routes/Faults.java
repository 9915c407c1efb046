package io.quill.routes;

import io.quill.platform.file.ArchiveFault;
import io.quill.platform.jobs.RunLost;
import io.quill.platform.store.GuardLost;
import io.quill.platform.store.StoreException;
import io.quill.records.landing.WarehouseException;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;

/**
 * What is away comes back, and whoever lost a lease is followed by another: a line is said, and the
 * route's next beat tries again. Any other exception is a fault of Quill's, and keeps its stack
 * trace. A push forgets what it was doing first, and a request is answered, so both say for
 * themselves what becomes of these.
 */
public final class Faults extends RouteConfigurationBuilder {
    static final String LATER = "later";

    @Override
    public void configuration() {
        routeConfiguration(LATER)
                .onException(
                        StoreException.class,
                        GuardLost.class,
                        RunLost.class,
                        WarehouseException.class,
                        ArchiveFault.class)
                .handled(true)
                .log(LoggingLevel.WARN, "${routeId} is tried again soon: ${exception.message}");
    }
}
