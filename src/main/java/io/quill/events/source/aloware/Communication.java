package io.quill.events.source.aloware;

import io.quill.events.Direction;
import io.quill.events.source.JsonObject;
import io.quill.events.source.Moment;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The call, text or other thing that a delivery tells of, whatever it is wrapped in. */
record Communication(String event, JsonObject body) {
    private static final String AGENT_CLIENT = "client:agent";

    /**
     * It comes bare, within {event, body}, within {parsedBody: {event, body}}, below
     * "communication" when it was transcribed, or flat in Title Case by way of Zapier.
     */
    static Communication in(JsonObject delivery) {
        JsonObject outer = delivery.object("parsedBody").orElse(delivery);
        JsonObject inner = snakeCased(outer.object("body").orElse(outer));
        String event = outer.text("event").or(() -> inner.text("event")).orElse("");
        return new Communication(event, inner.object("communication").orElse(inner));
    }

    private static JsonObject snakeCased(JsonObject object) {
        boolean titled = object.text("ID").isPresent() || object.text("Type").isPresent();
        return titled ? object.renamed(Communication::snakeCase) : object;
    }

    /** "Disposition Status 2" is "disposition_status2". */
    private static String snakeCase(String name) {
        return name.toLowerCase(Locale.ROOT).replace(" 2", "2").replace(' ', '_');
    }

    Optional<String> id() {
        return body.id("id");
    }

    Kind kind() {
        return body.code("type").map(Kind::ofType).orElseGet(() -> Kind.ofEvent(event));
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
     * Who made or took it. The owner stands in for outbound ones only: nobody took a missed one.
     */
    String agentId() {
        return body.id("user_id")
                .or(() -> body.object("user").flatMap(user -> user.id("id")))
                .or(this::agentDialled)
                .or(
                        () ->
                                direction() == Direction.OUTBOUND
                                        ? body.id("owner_id")
                                        : Optional.empty())
                .orElse("");
    }

    private Optional<String> agentDialled() {
        return body.idBehind("destination_number", AGENT_CLIENT);
    }

    String ringGroupId() {
        return body.id("ring_group_id")
                .or(() -> body.object("ring_group").flatMap(group -> group.id("id")))
                .orElse("");
    }

    Optional<Instant> createdAt() {
        return body.text("created_at").flatMap(Moment::of);
    }

    String notes() {
        return Moment.notes(body.text("created_at"), createdAt());
    }

    long seconds(String name) {
        return Math.max(0, body.whole(name).orElse(0));
    }
}
