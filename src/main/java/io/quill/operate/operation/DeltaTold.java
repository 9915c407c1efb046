package io.quill.operate.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.sync.Delta;
import io.quill.events.dimension.sync.RowChange;
import io.quill.operate.rest.RecordJson;

import java.util.List;
import java.util.Optional;

/** Difference between two versions. */
record DeltaTold(Counts counts, List<ChangeTold> changes) {
    static DeltaTold of(Delta delta) {
        return new DeltaTold(Counts.of(delta.counts()), ChangeTold.of(delta));
    }

    record Counts(int added, int changed, int removed, int unchanged) {
        static Counts of(Delta.Counts counts) {
            return new Counts(
                    counts.added(), counts.changed(), counts.removed(), counts.unchanged());
        }
    }

    record ChangeTold(
            String table, String key, Optional<JsonNode> before, Optional<JsonNode> after) {
        static List<ChangeTold> of(Delta delta) {
            return delta.changes().stream().map(ChangeTold::of).toList();
        }

        private static ChangeTold of(RowChange change) {
            return new ChangeTold(
                    change.dimension().table(),
                    change.key(),
                    change.before().map(ChangeTold::json),
                    change.after().map(ChangeTold::json));
        }

        private static JsonNode json(String row) {
            return RecordJson.readTrusted(row.getBytes(UTF_8));
        }
    }
}
