package io.quill.events.dimension.shift;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.dimension.sync.Ask;
import io.quill.events.dimension.sync.Ask.Option;
import io.quill.events.dimension.sync.Outcome;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.Syncs;
import io.quill.events.dimension.sync.Syncs.Members;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Agents, rules and a calendar in hand. */
final class Site {
    static final int DAYS_AHEAD = 35;

    final SettableClock clock;
    final WantedRows wanted;
    final Roster roster;
    final Syncs syncs;

    Site(String now, ZoneId business) {
        clock = new SettableClock(Instant.parse(now));
        MemoryStore store = new MemoryStore(clock);
        wanted = new WantedRows(store);
        roster = new Roster(store, wanted, clock, Optional.empty());
        syncs =
                new Syncs(
                        store,
                        wanted,
                        clock,
                        () -> new Members.Reading.Fault("nobody reads here"),
                        List.of(new Shifts(wanted, roster, clock, business, DAYS_AHEAD)));
    }

    void agent(String id, String team) {
        wanted.want(List.of(new AgentRow(id, id, "", team, "", true)));
    }

    void leaves(String id) {
        wanted.want(List.of(new AgentRow(id, id, "", "", "", false)));
    }

    Outcome rules(String json, Option... options) {
        return syncs.sync(Subject.SHIFTS, json.replace('\'', '"'), Ask.by("ann", "test", options));
    }

    Map<String, String> rows() {
        return wanted.rows(Dimension.SHIFT);
    }

    String row(String agent, LocalDate date) {
        return wanted.row(Dimension.SHIFT, date + "#" + agent).orElse("none");
    }
}
