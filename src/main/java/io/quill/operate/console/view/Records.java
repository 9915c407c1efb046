package io.quill.operate.console.view;

import io.quill.records.landing.Inspection.Table;
import io.quill.records.warehouse.meta.Alert;
import io.quill.records.warehouse.meta.Run;
import io.quill.records.warehouse.meta.RunBook.Pace;

import java.util.List;
import java.util.Optional;

/** The records of the tenants: how fresh they are, and how many there are. */
public interface Records {
    List<Estate> estates();

    /** Every table of a tenant, counted; nothing where there is no such tenant. */
    Optional<List<Table>> tables(String tenant);

    /** What there is of one tenant. */
    sealed interface Estate {
        String tenant();

        record Open(String tenant, List<Feed> feeds, List<Alert> alerts) implements Estate {
            public Open {
                feeds = List.copyOf(feeds);
                alerts = List.copyOf(alerts);
            }
        }

        /** The warehouse cannot be looked into. */
        record Shut(String tenant, String why) implements Estate {}
    }

    /** One thing that is kept up to date; its latest run is empty once others pushed it out. */
    record Feed(Pace pace, Optional<Run> latest) {}
}
