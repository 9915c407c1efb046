package io.quill.events.dimension.roster;

import io.quill.events.TextSanitizer;
import io.quill.events.dimension.Cell;

import java.time.ZoneId;

/** What an operator says about an agent; no sync changes it. Blank leaves it to the roster. */
public record Ruling(String agentId, Door door, String team, String timeZone) {
    /** Whether the roster decides about an agent. */
    public enum Door {
        AS_ROSTER,
        LET_IN,
        SHUT_OUT
    }

    public Ruling {
        agentId = TextSanitizer.replaceLoneSurrogates(agentId);
        team = TextSanitizer.sanitize(team);
        timeZone = timeZone.strip();
        if (agentId.isBlank()) {
            throw new IllegalArgumentException("A ruling names its agent");
        }
        if (!timeZone.isEmpty()) {
            check(timeZone);
        }
    }

    public static Ruling of(String agentId, Door door) {
        return new Ruling(agentId, door, "", "");
    }

    String key() {
        return Cell.key(agentId);
    }

    private static void check(String timeZone) {
        if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw new IllegalArgumentException(
                    "A time zone is an IANA name such as Europe/Vienna, not '" + timeZone + "'");
        }
    }
}
