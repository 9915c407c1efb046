package io.quill.events.dimension.roster;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Cell;
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
 * Who is counted, and under which id. Questions are answered from what was read last, so {@link
 * #refresh} decides how soon another replica's sync is seen here.
 */
public final class Roster {
    private final WantedRows wanted;
    private final InstantSource clock;
    private final boolean gated;
    private final RosterItems items;
    private volatile @Nullable View view;

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

    /** Reads it anew from the store. */
    public void refresh() {
        view = read();
    }

    /** Another text for each other roster, and for other rulings. */
    public String edition() {
        return Optional.ofNullable(view).map(View::edition).orElse("");
    }

    public Admission admission(String agentId) {
        View now = view;
        return now == null ? Admission.UNKNOWN_YET : now.admission(agentId, gated);
    }

    /** The agent whom the telephone system knows by this address, in whatever case. */
    public Optional<String> agentIdOf(String email) {
        return Optional.ofNullable(view).flatMap(now -> now.idOf(email));
    }

    /** Where the agent works, if anybody has said so. */
    public Optional<ZoneId> zoneOf(String agentId) {
        return Optional.ofNullable(view).flatMap(now -> now.zoneOf(agentId));
    }

    /** Where an operator says that the agent works. */
    public Optional<ZoneId> ruledZone(String agentId) {
        return Optional.ofNullable(view).flatMap(now -> now.ruledZone(agentId));
    }

    /** What operators have said about agents. */
    public List<Ruling> rulings() {
        return List.copyOf(items.rulings().values());
    }

    /** What an operator says about an agent; its row follows at once. */
    public Difference rule(Ruling ruling) {
        Optional<Ruling> instead = Optional.ofNullable(items.rulings().get(ruling.key()));
        items.put(ruling);
        AgentRow row = new AgentRows(read(), gated).of(ruling, instead);
        Difference difference = wanted.want(List.of(row));
        refresh();
        return difference;
    }

    /** From now on no sync brings this agent's name or address back. */
    public void keepOut(String agentId) {
        items.erase(Cell.key(agentId), clock.instant());
    }

    /** The folded ids of those who are kept out. */
    public Set<String> erased() {
        return items.erased();
    }

    /** How the agent is called in this and in former ring groups. */
    public List<Member> namesakes(String agentId) {
        return items.namesakes(Cell.key(agentId));
    }

    /** The agent's row, and their place in every ring group, without name and address. */
    public void blank(String agentId) {
        items.rename(new Member(agentId, Members.pseudonym(agentId), ""));
        wanted.row(Dimension.AGENT, Cell.key(agentId))
                .map(AgentRow::of)
                .ifPresent(
                        row ->
                                wanted.want(
                                        List.of(row.named(Members.pseudonym(row.agentId()), ""))));
        refresh();
    }

    /** Why these would hardly be the members. */
    Optional<String> doubt(List<Member> members) {
        return doubt(read(), byKey(members));
    }

    /** The rows of all agents under these members. */
    List<AgentRow> rows(List<Member> members) {
        View before = read();
        RosterItems.Kept kept = before.roster();
        RosterItems.Kept judging =
                new RosterItems.Kept(Math.max(1, kept.version()), kept.syncedAt(), kept.members());
        return new AgentRows(before.with(judging), gated).under(byKey(members));
    }

    /** From now on these are the members. */
    void install(List<Member> members, Supplier<Guard> right) {
        Map<String, Member> next = byKey(members);
        RosterItems.Kept kept = items.roster();
        while (kept.version() == 0 || !kept.members().equals(next)) {
            items.put(new RosterItems.Kept(kept.version() + 1, clock.instant(), next), right.get());
            kept = items.roster();
        }
        refresh();
    }

    /** A wrong id or a failing source looks like a roster that everybody has left. */
    private static Optional<String> doubt(View before, Map<String, Member> members) {
        Map<String, Member> known = before.roster().members();
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

    private View read() {
        Map<String, AgentRow> agents = new LinkedHashMap<>();
        RosterItems.Kept roster = items.roster();
        Map<String, Ruling> rulings = items.rulings();
        wanted.rows(Dimension.AGENT).forEach((key, json) -> agents.put(key, AgentRow.of(json)));
        return View.of(roster, rulings, agents);
    }

    static Map<String, Member> byKey(List<Member> members) {
        Map<String, Member> byKey = new LinkedHashMap<>();
        members.stream()
                .filter(member -> !member.id().isBlank())
                .forEach(member -> byKey.putIfAbsent(member.key(), member));
        return byKey;
    }
}
