package io.quill.events.source.aloware;

import io.quill.events.Direction;

import java.util.List;
import java.util.Set;

/**
 * Settings of Aloware's webhook. Any of the tokens is accepted; without one everything is refused.
 */
public record AlowareWebhookSettings(List<String> tokens, Set<Direction> counted) {
    private static final int SHORTEST_TOKEN = 8;

    public AlowareWebhookSettings {
        tokens = List.copyOf(tokens);
        counted = Set.copyOf(counted);
        if (tokens.stream().anyMatch(token -> token.length() < SHORTEST_TOKEN)) {
            throw new IllegalArgumentException(
                    "ALOWARE_WEBHOOK_TOKEN: each token needs at least "
                            + SHORTEST_TOKEN
                            + " characters");
        }
        if (counted.isEmpty() || counted.contains(Direction.NONE)) {
            throw new IllegalArgumentException(
                    "COUNT_DIRECTIONS: give outbound, inbound or both, not " + counted);
        }
    }

    @Override
    public String toString() {
        return "AlowareSettings[" + tokens.size() + " tokens, " + counted + "]";
    }
}
