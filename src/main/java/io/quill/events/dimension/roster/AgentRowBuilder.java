package io.quill.events.dimension.roster;

import io.quill.events.dimension.AgentRow;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds the rows of agents from a roster, the overrides, and what was known before. */
record AgentRowBuilder(RosterSnapshot view, boolean gated) {
    /** Returns the rows of these members and of agents who left, whose names history needs. */
    List<AgentRow> rowsFor(Map<String, RosterMember> members) {
        Set<String> keys = new LinkedHashSet<>(members.keySet());
        keys.addAll(view.agents().keySet());
        List<AgentRow> rows = new ArrayList<>();
        for (String key : keys) {
            rows.add(row(key, members.get(key), isActive(key, members)));
        }
        return rows;
    }

    /** Returns the row of one agent after an override has replaced another. */
    AgentRow rowFor(AgentOverride agentOverride, Optional<AgentOverride> instead) {
        Map<String, RosterMember> members = view.roster().members();
        String key = agentOverride.key();
        AgentRow before = view.agents().get(key);
        AgentRow known =
                before == null ? row(agentOverride.agentId(), members.get(key), true) : before;
        boolean zoned = instead.filter(other -> !other.timeZone().isEmpty()).isPresent();
        return withOverride(
                zoned ? known.inZone("") : known, agentOverride, isActive(key, members));
    }

    private AgentRow row(String key, @Nullable RosterMember rosterMember, boolean active) {
        AgentRow before = view.agents().get(key);
        AgentRow known =
                before == null
                        ? AgentRow.unknown(rosterMember == null ? key : rosterMember.id())
                        : before;
        AgentRow told =
                rosterMember == null
                        ? known
                        : new AgentRow(
                                known.agentId(),
                                or(rosterMember.name(), known.name()),
                                or(rosterMember.email(), known.email()),
                                known.team(),
                                known.timeZone(),
                                active);
        return withOverride(told, view.overrides().get(key), active);
    }

    private static AgentRow withOverride(
            AgentRow row, @Nullable AgentOverride agentOverride, boolean active) {
        return new AgentRow(
                row.agentId(),
                row.name(),
                row.email(),
                agentOverride == null ? row.team() : agentOverride.team(),
                agentOverride == null
                        ? row.timeZone()
                        : or(agentOverride.timeZone(), row.timeZone()),
                active);
    }

    private boolean isActive(String key, Map<String, RosterMember> members) {
        return switch (view.override(key)) {
            case LET_IN -> true;
            case SHUT_OUT -> false;
            case AS_ROSTER -> members.containsKey(key) || staysActive(key);
        };
    }

    /**
     * Returns whether an agent stays active that the roster does not name: without a gate it may
     * come from another source.
     */
    private boolean staysActive(String key) {
        boolean left = view.roster().members().containsKey(key);
        boolean judged = gated && view.roster().version() > 0;
        AgentRow before = view.agents().get(key);
        return !left && !judged && (before == null || before.active());
    }

    private static String or(String told, String known) {
        return told.isBlank() ? known : told;
    }
}
