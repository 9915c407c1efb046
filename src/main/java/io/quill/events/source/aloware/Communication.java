package io.quill.events.source.aloware;

import io.quill.events.Direction;
import io.quill.events.source.JsonObject;
import io.quill.events.source.TimestampParser;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Communication that a delivery is about, such as a call or a text. */
record Communication(String event, JsonObject body) {
    private static final String AGENT_CLIENT = "client:agent";

    /**
     * Unwraps a delivery: bare, within "body" or "parsedBody" and "body", below "communication"
     * when transcribed, or flat in Title Case by way of Zapier.
     */
    static Communication from(JsonObject delivery) {
        JsonObject outer = delivery.object("parsedBody").orElse(delivery);
        JsonObject inner = snakeCased(outer.object("body").orElse(outer));
        String event = outer.text("event").or(() -> inner.text("event")).orElse("");
        return new Communication(event, inner.object("communication").orElse(inner));
    }

    private static JsonObject snakeCased(JsonObject object) {
        boolean titled = object.text("ID").isPresent() || object.text("Type").isPresent();
        return titled ? object.withRenamedKeys(Communication::snakeCase) : object;
    }

    /** Converts "Disposition Status 2" to "disposition_status2". */
    private static String snakeCase(String name) {
        return name.toLowerCase(Locale.ROOT).replace(" 2", "2").replace(' ', '_');
    }

    Optional<String> id() {
        return body.id("id");
    }

    CommunicationKind kind() {
        return body.code("type")
                .map(CommunicationKind::ofType)
                .orElseGet(() -> CommunicationKind.ofEvent(event));
    }

    Direction direction() {
        return switch (body.code("direction").orElse(event).toLowerCase(Locale.ROOT)) {
            case "1" -> Direction.INBOUND;
            case "2" -> Direction.OUTBOUND;
            case String text when text.contains("inbound") || text.contains("incoming") ->
                    Direction.INBOUND;
            case String text when text.contains("outbound") || text.contains("outgoing") ->
                    Direction.OUTBOUND;
            case String _ -> Direction.NONE;
        };
    }

    /**
     * Returns who made or took it; the owner counts for outbound ones only, since nobody took a
     * missed one.
     */
    String agentId() {
        return body.id("user_id")
                .or(() -> body.object("user").flatMap(user -> user.id("id")))
                .or(this::dialledAgent)
                .or(
                        () ->
                                direction() == Direction.OUTBOUND
                                        ? body.id("owner_id")
                                        : Optional.empty())
                .orElse("");
    }

    private Optional<String> dialledAgent() {
        return body.idAfterPrefix("destination_number", AGENT_CLIENT);
    }

    String ringGroupId() {
        return body.id("ring_group_id")
                .or(() -> body.object("ring_group").flatMap(group -> group.id("id")))
                .orElse("");
    }

    Optional<Instant> createdAt() {
        return body.text("created_at").flatMap(TimestampParser::parse);
    }

    String notes() {
        return TimestampParser.notes(body.text("created_at"), createdAt());
    }

    long seconds(String name) {
        return Math.max(0, body.wholeNumber(name).orElse(0));
    }
}
