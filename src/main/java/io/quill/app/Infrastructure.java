package io.quill.app;

import io.quill.app.http.ServerLimits;
import io.quill.platform.settings.ServerSettings;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Infrastructure of the process: clock, store, spool file and size limits. */
record Infrastructure(
        InstantSource clock, DataStore store, Optional<DataStore> spool, ServerLimits bounds) {
    private static final Duration BODY_TIME = Duration.ofSeconds(30);
    private static final Duration IDLE_TIME = Duration.ofMinutes(2);

    static Infrastructure of(Settings settings) {
        InstantSource clock = InstantSource.system();
        return new Infrastructure(
                clock,
                StoreFactory.open(settings.store(), clock),
                StoreFactory.spool(settings.store(), clock),
                bounds(settings.server()));
    }

    /** An eighth of the memory: a body is copied once or twice before it is held. */
    static ServerLimits bounds(ServerSettings serverSettings) {
        long mostBytes =
                Math.max(Runtime.getRuntime().maxMemory() / 8, 2L * serverSettings.maxBodyBytes());
        return new ServerLimits(serverSettings.maxBodyBytes(), mostBytes, BODY_TIME, IDLE_TIME);
    }
}
