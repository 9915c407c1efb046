package io.quill.routes;

import io.quill.events.history.FactArchive;
import io.quill.events.push.Archivist;
import io.quill.events.push.Pusher;

import org.apache.camel.builder.RouteBuilder;

import java.time.InstantSource;

/** settled → archive, by whoever has the lease; and of finished days few files are made. */
public final class ArchiveRoutes extends RouteBuilder {
    private final Pusher pusher;
    private final Archivist archivist;
    private final FactArchive archive;
    private final InstantSource clock;

    public ArchiveRoutes(
            Pusher pusher, Archivist archivist, FactArchive archive, InstantSource clock) {
        this.pusher = pusher;
        this.archivist = archivist;
        this.archive = archive;
        this.clock = clock;
    }

    @Override
    public void configure() {
        from("scheduler:archive?initialDelay=5000&delay=30000")
                .routeId("archive")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> pusher.lease().ifPresent(archivist::run));

        from("scheduler:archive-tidy?initialDelay=600000&delay=21600000")
                .routeId("archive-tidy")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> pusher.lease().ifPresent(_ -> archive.tidy(clock.instant())));
    }
}
