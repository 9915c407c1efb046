package io.quill.events.source.aloware;

import io.quill.events.Direction;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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

    /** Parses "outbound", "inbound", "outbound,inbound" or "both". */
    public static Set<Direction> directions(String list) {
        Set<Direction> directions = EnumSet.noneOf(Direction.class);
        for (String word : list.split(",", -1)) {
            switch (word.strip().toLowerCase(Locale.ROOT)) {
                case "outbound" -> directions.add(Direction.OUTBOUND);
                case "inbound" -> directions.add(Direction.INBOUND);
                case "both" -> directions.addAll(Set.of(Direction.OUTBOUND, Direction.INBOUND));
                default ->
                        throw new IllegalArgumentException(
                                "COUNT_DIRECTIONS: give outbound, inbound or both, not '"
                                        + word
                                        + "'");
            }
        }
        return directions;
    }

    @Override
    public String toString() {
        return "AlowareSettings[" + tokens.size() + " tokens, " + counted + "]";
    }
}
