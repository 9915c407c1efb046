package io.quill.events.dimension.roster;

import io.quill.events.FactEvent;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.CellFormat;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Snapshot of roster, overrides and agents, to be asked for every fact. */
record RosterSnapshot(
        RosterItems.Kept roster,
        Map<String, AgentOverride> overrides,
        Map<String, AgentRow> agents,
        Map<String, String> idsByEmail,
        Map<String, ZoneId> zones) {

    static RosterSnapshot of(
            RosterItems.Kept roster,
            Map<String, AgentOverride> rulings,
            Map<String, AgentRow> agents) {
        Map<String, String> ids = new HashMap<>();
        // of two with one address, who is still there comes last and stays
        agents.values().stream()
                .sorted(Comparator.comparing(AgentRow::active).thenComparing(AgentRow::key))
                .filter(agent -> !agent.email().isBlank())
                .forEach(agent -> ids.put(folded(agent.email()), agent.agentId()));
        return new RosterSnapshot(roster, rulings, agents, ids, zones(agents));
    }

    RosterSnapshot with(RosterItems.Kept other) {
        return new RosterSnapshot(other, overrides, agents, idsByEmail, zones);
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

    String fingerprint() {
        return roster.version() + " " + overrides;
    }

    Admission admission(String agentId, boolean gated) {
        String key = CellFormat.foldKey(agentId);
        return switch (override(key)) {
            case LET_IN -> Admission.ADMITTED;
            case SHUT_OUT -> Admission.STRANGER;
            case AS_ROSTER -> gated ? byRoster(key) : Admission.ADMITTED;
        };
    }

    /**
     * Returns the override of an agent's admission; the agent of unassigned facts is in no roster,
     * so it is let in unless an operator shuts it out.
     */
    AgentOverride.Door override(String key) {
        AgentOverride.Door ruled =
                Optional.ofNullable(overrides.get(key))
                        .map(AgentOverride::admission)
                        .orElse(AgentOverride.Door.AS_ROSTER);
        boolean letIn = ruled == AgentOverride.Door.AS_ROSTER && key.equals(FactEvent.UNASSIGNED);
        return letIn ? AgentOverride.Door.LET_IN : ruled;
    }

    Optional<ZoneId> zoneOf(String agentId) {
        return Optional.ofNullable(zones.get(CellFormat.foldKey(agentId)));
    }

    Optional<ZoneId> overriddenZone(String agentId) {
        return Optional.ofNullable(overrides.get(CellFormat.foldKey(agentId)))
                .map(AgentOverride::timeZone)
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
