package io.quill.records.pull;

import com.fasterxml.jackson.core.JsonPointer;

import io.quill.records.connector.Parents;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Landing;
import io.quill.records.pull.json.Fields;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What there is a sub-resource of: from the parents that have landed, whenever that was. */
final class ParentIds {
    private final Landing landing;
    private final Feed child;

    ParentIds(Landing landing, Feed child) {
        this.landing = landing;
        this.child = child;
    }

    List<String> of(Parents parents) {
        List<JsonPointer> fields = new ArrayList<>(List.of(parents.field()));
        parents.only().map(Parents.Condition::field).ifPresent(fields::add);
        Set<String> ids = new LinkedHashSet<>();
        landing.latest(
                new Feed(child.tenant(), child.service(), parents.entity()),
                parent -> {
                    Map<JsonPointer, String> found = Fields.of(parent.json(), fields);
                    String id = found.getOrDefault(parents.field(), "");
                    if (!id.isBlank() && counts(parents, found)) {
                        ids.add(id);
                    }
                });
        return List.copyOf(ids);
    }

    private static boolean counts(Parents parents, Map<JsonPointer, String> found) {
        return parents.only()
                .map(only -> only.value().equals(found.get(only.field())))
                .orElse(true);
    }
}
