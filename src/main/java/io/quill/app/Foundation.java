package io.quill.app;

import io.quill.app.http.Bounds;
import io.quill.platform.settings.Server;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** What a house stands on. */
record Foundation(InstantSource clock, DataStore store, Optional<DataStore> spool, Bounds bounds) {
    private static final Duration BODY_TIME = Duration.ofSeconds(30);
    private static final Duration IDLE_TIME = Duration.ofMinutes(2);

    static Foundation of(Settings settings) {
        InstantSource clock = InstantSource.system();
        return new Foundation(
                clock,
                Stores.open(settings.store(), clock),
                Stores.spool(settings.store(), clock),
                bounds(settings.server()));
    }

    /** An eighth of the memory: a body is copied once or twice before it is held. */
    static Bounds bounds(Server server) {
        long mostBytes = Math.max(Runtime.getRuntime().maxMemory() / 8, 2L * server.maxBodyBytes());
        return new Bounds(server.maxBodyBytes(), mostBytes, BODY_TIME, IDLE_TIME);
    }
}
