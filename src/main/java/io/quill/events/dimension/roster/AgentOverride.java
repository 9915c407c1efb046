package io.quill.events.dimension.roster;

import io.quill.events.TextSanitizer;
import io.quill.events.dimension.CellFormat;

import java.time.ZoneId;

/**
 * Override of an agent's admission, team and time zone by an operator, which no sync changes. Blank
 * leaves it to the roster.
 */
public record AgentOverride(String agentId, Door admission, String team, String timeZone) {
    /** Decision about whether an agent counts. */
    public enum Door {
        AS_ROSTER,
        LET_IN,
        SHUT_OUT
    }

    public AgentOverride {
        agentId = TextSanitizer.replaceLoneSurrogates(agentId);
        team = TextSanitizer.sanitize(team);
        timeZone = timeZone.strip();
        if (agentId.isBlank()) {
            throw new IllegalArgumentException("An override needs an agent's id");
        }
        if (!timeZone.isEmpty()) {
            check(timeZone);
        }
    }

    public static AgentOverride of(String agentId, Door door) {
        return new AgentOverride(agentId, door, "", "");
    }

    String key() {
        return CellFormat.foldKey(agentId);
    }

    private static void check(String timeZone) {
        if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw new IllegalArgumentException(
                    "A time zone is an IANA name such as Europe/Vienna, not '" + timeZone + "'");
        }
    }
}
