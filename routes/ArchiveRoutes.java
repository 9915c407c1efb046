package io.quill.routes;

import io.quill.events.history.FactArchive;
import io.quill.events.push.BatchArchiver;
import io.quill.events.push.Pusher;

import org.apache.camel.builder.RouteBuilder;

import java.time.InstantSource;

/** settled → archive, by the holder of the lease; and compaction of finished days. */
public final class ArchiveRoutes extends RouteBuilder {
    private final Pusher pusher;
    private final BatchArchiver batchArchiver;
    private final FactArchive archive;
    private final InstantSource clock;

    public ArchiveRoutes(
            Pusher pusher, BatchArchiver batchArchiver, FactArchive archive, InstantSource clock) {
        this.pusher = pusher;
        this.batchArchiver = batchArchiver;
        this.archive = archive;
        this.clock = clock;
    }

    @Override
    public void configure() {
        from("scheduler:archive?initialDelay=5000&delay=30000")
                .routeId("archive")
                .routeConfigurationId(ErrorHandling.LATER)
                .process(_ -> pusher.lease().ifPresent(batchArchiver::run));

        from("scheduler:archive-tidy?initialDelay=600000&delay=21600000")
                .routeId("archive-tidy")
                .routeConfigurationId(ErrorHandling.LATER)
                .process(
                        _ ->
                                pusher.lease()
                                        .ifPresent(_ -> archive.compactFinished(clock.instant())));
    }
}
