package io.quill.records.pull;

import com.fasterxml.jackson.core.JsonPointer;

import io.quill.records.connector.RecordSelection;
import io.quill.records.landing.BronzeStore;
import io.quill.records.landing.Feed;
import io.quill.records.pull.json.JsonFieldExtractor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ids of landed records that a selection matches, whenever they landed. */
final class SelectedIds {
    private final BronzeStore bronzeStore;
    private final Feed child;

    SelectedIds(BronzeStore bronzeStore, Feed child) {
        this.bronzeStore = bronzeStore;
        this.child = child;
    }

    List<String> of(RecordSelection recordSelection) {
        List<JsonPointer> fields = new ArrayList<>(List.of(recordSelection.field()));
        recordSelection.condition().map(RecordSelection.Condition::field).ifPresent(fields::add);
        Set<String> ids = new LinkedHashSet<>();
        bronzeStore.latest(
                new Feed(child.tenant(), child.service(), recordSelection.entity()),
                parent -> {
                    Map<JsonPointer, String> found =
                            JsonFieldExtractor.extract(parent.json(), fields);
                    String id = found.getOrDefault(recordSelection.field(), "");
                    if (!id.isBlank() && counts(recordSelection, found)) {
                        ids.add(id);
                    }
                });
        return List.copyOf(ids);
    }

    private static boolean counts(RecordSelection recordSelection, Map<JsonPointer, String> found) {
        return recordSelection
                .condition()
                .map(only -> only.value().equals(found.get(only.field())))
                .orElse(true);
    }
}
