package io.quill.events.dimension.roster;

import io.quill.events.dimension.AgentRow;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of agents as they follow from a roster, the rulings, and what was known before. */
record AgentRows(View view, boolean gated) {
    /** Leavers stay, because history needs their names. */
    List<AgentRow> under(Map<String, Member> members) {
        Set<String> keys = new LinkedHashSet<>(members.keySet());
        keys.addAll(view.agents().keySet());
        List<AgentRow> rows = new ArrayList<>();
        for (String key : keys) {
            rows.add(row(key, members.get(key), isActive(key, members)));
        }
        return rows;
    }

    /** The row of one agent, with the roster as it is, once a ruling has taken another's place. */
    AgentRow of(Ruling ruling, Optional<Ruling> instead) {
        Map<String, Member> members = view.roster().members();
        String key = ruling.key();
        AgentRow before = view.agents().get(key);
        AgentRow known = before == null ? row(ruling.agentId(), members.get(key), true) : before;
        boolean zoned = instead.filter(other -> !other.timeZone().isEmpty()).isPresent();
        return ruled(zoned ? known.inZone("") : known, ruling, isActive(key, members));
    }

    private AgentRow row(String key, @Nullable Member member, boolean active) {
        AgentRow before = view.agents().get(key);
        AgentRow known =
                before == null ? AgentRow.unknown(member == null ? key : member.id()) : before;
        AgentRow told =
                member == null
                        ? known
                        : new AgentRow(
                                known.agentId(),
                                or(member.name(), known.name()),
                                or(member.email(), known.email()),
                                known.team(),
                                known.timeZone(),
                                active);
        return ruled(told, view.rulings().get(key), active);
    }

    private static AgentRow ruled(AgentRow row, @Nullable Ruling ruling, boolean active) {
        return new AgentRow(
                row.agentId(),
                row.name(),
                row.email(),
                ruling == null ? row.team() : ruling.team(),
                ruling == null ? row.timeZone() : or(ruling.timeZone(), row.timeZone()),
                active);
    }

    private boolean isActive(String key, Map<String, Member> members) {
        return switch (view.door(key)) {
            case LET_IN -> true;
            case SHUT_OUT -> false;
            case AS_ROSTER -> members.containsKey(key) || staysActive(key);
        };
    }

    /** Without a gate an agent may be of another source, which the roster does not know. */
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
