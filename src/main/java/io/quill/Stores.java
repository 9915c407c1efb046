package io.quill;

import io.quill.settings.Store;
import io.quill.settings.Store.Backend;
import io.quill.store.DataStore;
import io.quill.store.dynamo.DynamoSettings;
import io.quill.store.dynamo.DynamoStore;
import io.quill.store.sqlite.SqliteStore;

import java.time.InstantSource;
import java.util.Optional;

/** The store that the settings ask for. */
final class Stores {
    private Stores() {}

    /** What stands in for a store that may be away; a file on this machine needs nothing. */
    static Optional<DataStore> spool(Store settings, InstantSource clock) {
        return switch (settings.backend()) {
            case Backend.Sqlite _ -> Optional.empty();
            case Backend.Dynamo _ ->
                    Optional.of(SqliteStore.open(settings.directory().resolve("spool.db"), clock));
        };
    }

    static DataStore open(Store settings, InstantSource clock) {
        return switch (settings.backend()) {
            case Backend.Sqlite _ ->
                    SqliteStore.open(settings.directory().resolve("quill.db"), clock);
            case Backend.Dynamo(var table, var region, var endpoint) ->
                    DynamoStore.open(new DynamoSettings(table, region, endpoint), clock);
        };
    }
}
