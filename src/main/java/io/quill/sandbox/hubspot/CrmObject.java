package io.quill.sandbox.hubspot;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A ticket or an e-mail, with whatever properties it has. */
public record CrmObject(
        String type,
        String id,
        Map<String, String> properties,
        Instant createdAt,
        Instant updatedAt,
        boolean archived) {
    CrmObject with(Map<String, String> changed, Instant now) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(changed);
        return new CrmObject(type, id, Map.copyOf(all), createdAt, now, archived);
    }

    CrmObject archivedAt(Instant now) {
        return new CrmObject(type, id, properties, createdAt, now, true);
    }

    /** A property, those included that every object has. */
    String property(String name) {
        return switch (name) {
            case "hs_object_id" -> id;
            case "createdate", "hs_createdate" -> createdAt.toString();
            case "hs_lastmodifieddate" -> updatedAt.toString();
            default -> properties.getOrDefault(name, "");
        };
    }
}
