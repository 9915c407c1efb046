package io.quill.records.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.records.landing.Cursor;
import io.quill.records.pull.http.PullException;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * State of a feed's pulls, kept as its cursor.
 *
 * @param since the start of the last good run: what changed while it ran is read again
 * @param complete the start of the last run that listed everything
 * @param refetched the start of the last run that read again what changes without a word
 * @param link where the service said that the changes go on
 */
record PullState(
        Optional<Instant> since,
        Optional<Instant> complete,
        Optional<Instant> refetched,
        Optional<String> link) {
    static final PullState NONE =
            new PullState(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final ObjectMapper JSON = new ObjectMapper();

    static PullState of(Cursor cursor) {
        try {
            JsonNode node = JSON.readTree(cursor.text());
            return new PullState(
                    text(node, "since").map(Instant::parse),
                    text(node, "complete").map(Instant::parse),
                    text(node, "refetched").map(Instant::parse),
                    text(node, "link"));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new PullException("A cursor cannot be read: pull everything, with --full.", e);
        }
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.path(name).textValue());
    }

    Cursor cursor() {
        ObjectNode node = JSON.createObjectNode();
        since.ifPresent(time -> node.put("since", time.toString()));
        complete.ifPresent(time -> node.put("complete", time.toString()));
        refetched.ifPresent(time -> node.put("refetched", time.toString()));
        link.ifPresent(text -> node.put("link", text));
        return new Cursor(node.toString());
    }
}
