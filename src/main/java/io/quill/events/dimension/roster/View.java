package io.quill.events.dimension.roster;

import io.quill.events.FactEvent;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Cell;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Roster, rulings and agents as they were read last, to be asked for every fact. */
record View(
        RosterItems.Kept roster,
        Map<String, Ruling> rulings,
        Map<String, AgentRow> agents,
        Map<String, String> idsByEmail,
        Map<String, ZoneId> zones) {

    static View of(
            RosterItems.Kept roster, Map<String, Ruling> rulings, Map<String, AgentRow> agents) {
        Map<String, String> ids = new HashMap<>();
        // of two with one address, who is still there comes last and stays
        agents.values().stream()
                .sorted(Comparator.comparing(AgentRow::active).thenComparing(AgentRow::key))
                .filter(agent -> !agent.email().isBlank())
                .forEach(agent -> ids.put(folded(agent.email()), agent.agentId()));
        return new View(roster, rulings, agents, ids, zones(agents));
    }

    View with(RosterItems.Kept other) {
        return new View(other, rulings, agents, idsByEmail, zones);
    }

    private static Map<String, ZoneId> zones(Map<String, AgentRow> agents) {
        Set<String> known = ZoneId.getAvailableZoneIds();
        Map<String, ZoneId> zones = new HashMap<>();
        agents.forEach(
                (key, agent) -> {
                    if (known.contains(agent.timeZone())) {
                        zones.put(key, ZoneId.of(agent.timeZone()));
                    }
                });
        return zones;
    }

    String edition() {
        return roster.version() + " " + rulings;
    }

    Admission admission(String agentId, boolean gated) {
        String key = Cell.key(agentId);
        return switch (door(key)) {
            case LET_IN -> Admission.ADMITTED;
            case SHUT_OUT -> Admission.STRANGER;
            case AS_ROSTER -> gated ? byRoster(key) : Admission.ADMITTED;
        };
    }

    /** No roster has the agent of facts that nobody took, so it is let in unless it is shut out. */
    Ruling.Door door(String key) {
        Ruling.Door ruled =
                Optional.ofNullable(rulings.get(key))
                        .map(Ruling::door)
                        .orElse(Ruling.Door.AS_ROSTER);
        boolean letIn = ruled == Ruling.Door.AS_ROSTER && key.equals(FactEvent.UNASSIGNED);
        return letIn ? Ruling.Door.LET_IN : ruled;
    }

    Optional<ZoneId> zoneOf(String agentId) {
        return Optional.ofNullable(zones.get(Cell.key(agentId)));
    }

    Optional<ZoneId> ruledZone(String agentId) {
        return Optional.ofNullable(rulings.get(Cell.key(agentId)))
                .map(Ruling::timeZone)
                .filter(zone -> !zone.isEmpty())
                .map(ZoneId::of);
    }

    Optional<String> idOf(String email) {
        return Optional.ofNullable(idsByEmail.get(folded(email)));
    }

    private Admission byRoster(String key) {
        if (roster.version() == 0) {
            return Admission.UNKNOWN_YET;
        }
        return roster.members().containsKey(key) ? Admission.ADMITTED : Admission.STRANGER;
    }

    private static String folded(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
