package io.quill.operate.console.view;

import io.quill.records.warehouse.Warehouse.Table;
import io.quill.records.warehouse.meta.SyncAlert;
import io.quill.records.warehouse.meta.SyncRun;
import io.quill.records.warehouse.meta.SyncRunLog.Pace;

import java.util.List;
import java.util.Optional;

/** Records of the tenants: their freshness and number. */
public interface RecordStatus {
    List<Estate> estates();

    /** Every table of a tenant, counted; nothing where there is no such tenant. */
    Optional<List<Table>> tables(String tenant);

    /** What there is of one tenant. */
    sealed interface Estate {
        String tenant();

        record Open(String tenant, List<Feed> feeds, List<SyncAlert> alerts) implements Estate {
            public Open {
                feeds = List.copyOf(feeds);
                alerts = List.copyOf(alerts);
            }
        }

        /** The warehouse cannot be looked into. */
        record Shut(String tenant, String why) implements Estate {}
    }

    /** One thing that is kept up to date; its latest run is empty once others pushed it out. */
    record Feed(Pace pace, Optional<SyncRun> latest) {}
}
