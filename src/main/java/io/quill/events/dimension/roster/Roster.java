package io.quill.events.dimension.roster;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.CellFormat;
import io.quill.events.dimension.Difference;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Roster of the agents that count, and their ids. It answers from what was read last, so that
 * refresh decides how soon another replica's sync is seen here.
 */
public final class Roster {
    private final WantedRows wanted;
    private final InstantSource clock;
    private final boolean gated;
    private final RosterItems items;
    private volatile @Nullable RosterSnapshot rosterSnapshot;

    /**
     * @param ringGroup whose members are counted; where there is none, everybody is
     */
    public Roster(
            DataStore store, WantedRows wanted, InstantSource clock, Optional<String> ringGroup) {
        this.wanted = wanted;
        this.clock = clock;
        this.gated = ringGroup.isPresent();
        this.items = new RosterItems(store, ringGroup.orElse(""));
    }

    /** Reads the roster again from the store. */
    public void refresh() {
        rosterSnapshot = read();
    }

    /** Returns a text that differs for each roster and set of overrides. */
    public String fingerprint() {
        return Optional.ofNullable(rosterSnapshot).map(RosterSnapshot::fingerprint).orElse("");
    }

    public Admission admission(String agentId) {
        RosterSnapshot now = rosterSnapshot;
        return now == null ? Admission.UNKNOWN_YET : now.admission(agentId, gated);
    }

    /** Returns the agent with this e-mail address, in whatever case. */
    public Optional<String> agentIdOf(String email) {
        return Optional.ofNullable(rosterSnapshot).flatMap(now -> now.idOf(email));
    }

    /** Returns the agent's time zone, if it is known. */
    public Optional<ZoneId> zoneOf(String agentId) {
        return Optional.ofNullable(rosterSnapshot).flatMap(now -> now.zoneOf(agentId));
    }

    /** Returns the time zone that an operator has set for the agent. */
    public Optional<ZoneId> overriddenZone(String agentId) {
        return Optional.ofNullable(rosterSnapshot).flatMap(now -> now.overriddenZone(agentId));
    }

    /** Returns what operators have set for agents. */
    public List<AgentOverride> overrides() {
        return List.copyOf(items.overrides().values());
    }

    /**
     * Stores what an operator sets for an agent, and updates its row.
     *
     * @throws IllegalArgumentException if no row can have this id; nothing is stored then
     */
    public Difference override(AgentOverride agentOverride) {
        CellFormat.agentId(agentOverride.agentId());
        Optional<AgentOverride> instead =
                Optional.ofNullable(items.overrides().get(agentOverride.key()));
        items.put(agentOverride);
        AgentRow row = new AgentRowBuilder(read(), gated).rowFor(agentOverride, instead);
        Difference difference = wanted.put(List.of(row));
        refresh();
        return difference;
    }

    /** Marks an agent as erased, so that no sync brings its name or address back. */
    public void markErased(String agentId) {
        items.markErased(CellFormat.foldKey(agentId), clock.instant());
    }

    /** Returns the folded ids of erased agents. */
    public Set<String> erased() {
        return items.erased();
    }

    /** Returns the names of an agent in this and in former ring groups. */
    public List<RosterMember> namesOf(String agentId) {
        return items.namesOf(CellFormat.foldKey(agentId));
    }

    /** Removes an agent's name and address from its row and from every ring group. */
    public void pseudonymize(String agentId) {
        items.rename(new RosterMember(agentId, MemberPayloads.pseudonym(agentId), ""));
        wanted.row(Dimension.AGENT, CellFormat.foldKey(agentId))
                .map(AgentRow::of)
                .ifPresent(
                        row ->
                                wanted.put(
                                        List.of(
                                                row.named(
                                                        MemberPayloads.pseudonym(row.agentId()),
                                                        ""))));
        refresh();
    }

    /** Why these would hardly be the members. */
    Optional<String> objection(List<RosterMember> members) {
        return objection(read(), byKey(members));
    }

    /** Returns the rows of all agents with these members. */
    List<AgentRow> rows(List<RosterMember> members) {
        RosterSnapshot before = read();
        RosterItems.Kept kept = before.roster();
        RosterItems.Kept judging =
                new RosterItems.Kept(Math.max(1, kept.version()), kept.syncedAt(), kept.members());
        return new AgentRowBuilder(before.with(judging), gated).rowsFor(byKey(members));
    }

    /** Replaces the members. */
    void replaceMembers(List<RosterMember> members, Supplier<Guard> right) {
        Map<String, RosterMember> next = byKey(members);
        RosterItems.Kept kept = items.roster();
        while (kept.version() == 0 || !kept.members().equals(next)) {
            items.put(new RosterItems.Kept(kept.version() + 1, clock.instant(), next), right.get());
            kept = items.roster();
        }
        refresh();
    }

    /** A wrong id or a failing source looks like a roster that everybody has left. */
    private static Optional<String> objection(
            RosterSnapshot before, Map<String, RosterMember> members) {
        Map<String, RosterMember> known = before.roster().members();
        long left = known.keySet().stream().filter(key -> !members.containsKey(key)).count();
        if (members.isEmpty()) {
            return Optional.of("The roster that was read is empty; force it if that is right.");
        }
        return 2 * left > known.size()
                ? Optional.of(
                        "%d of %d members would leave; force it if that is right."
                                .formatted(left, known.size()))
                : Optional.empty();
    }

    private RosterSnapshot read() {
        Map<String, AgentRow> agents = new LinkedHashMap<>();
        RosterItems.Kept roster = items.roster();
        Map<String, AgentOverride> rulings = items.overrides();
        wanted.rows(Dimension.AGENT).forEach((key, json) -> agents.put(key, AgentRow.of(json)));
        return RosterSnapshot.of(roster, rulings, agents);
    }

    static Map<String, RosterMember> byKey(List<RosterMember> members) {
        Map<String, RosterMember> byKey = new LinkedHashMap<>();
        members.stream()
                .filter(rosterMember -> !rosterMember.id().isBlank())
                .forEach(rosterMember -> byKey.putIfAbsent(rosterMember.key(), rosterMember));
        return byKey;
    }
}
