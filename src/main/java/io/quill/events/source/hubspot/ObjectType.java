package io.quill.events.source.hubspot;

import io.quill.events.Metric;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Type of object that counts. */
public enum ObjectType {
    TICKET(SubscriptionType.TICKET, "tickets", Metric.CASES, "createdate"),
    EMAIL(SubscriptionType.EMAIL, "emails", Metric.EMAILS, "hs_createdate");

    final String typeId;
    final String path;
    final Metric metric;
    final String created;

    ObjectType(String typeId, String path, Metric metric, String created) {
        this.typeId = typeId;
        this.path = path;
        this.metric = metric;
        this.created = created;
    }

    /** Returns the properties that are needed, and no more: subjects and bodies are not read. */
    List<String> properties() {
        return switch (this) {
            case TICKET -> List.of("hubspot_owner_id", created);
            case EMAIL ->
                    List.of(
                            "hubspot_owner_id",
                            "hs_email_direction",
                            "hs_email_status",
                            "hs_timestamp",
                            created);
        };
    }

    static Optional<ObjectType> of(String typeId) {
        return Stream.of(values()).filter(type -> type.typeId.equals(typeId)).findFirst();
    }
}
