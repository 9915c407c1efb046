package io.quill.events.dimension.shift;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.dimension.sync.DimensionSyncService;
import io.quill.events.dimension.sync.DimensionSyncService.Members;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncOutcome;
import io.quill.events.dimension.sync.SyncRequest;
import io.quill.events.dimension.sync.SyncRequest.Option;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Agents, rules and a calendar in hand. */
final class ShiftFixture {
    static final int DAYS_AHEAD = 35;

    final SettableClock clock;
    final WantedRows wanted;
    final Roster roster;
    final DimensionSyncService syncs;

    ShiftFixture(String now, ZoneId business) {
        clock = new SettableClock(Instant.parse(now));
        MemoryStore store = new MemoryStore(clock);
        wanted = new WantedRows(store);
        roster = new Roster(store, wanted, clock, Optional.empty());
        syncs =
                new DimensionSyncService(
                        store,
                        wanted,
                        clock,
                        () -> new Members.Reading.Fault("nobody reads here"),
                        List.of(new ShiftHandler(wanted, roster, clock, business, DAYS_AHEAD)));
    }

    void agent(String id, String team) {
        wanted.put(List.of(new AgentRow(id, id, "", team, "", true)));
    }

    void leaves(String id) {
        wanted.put(List.of(new AgentRow(id, id, "", "", "", false)));
    }

    SyncOutcome rules(String json, Option... options) {
        return syncs.sync(
                Subject.SHIFTS, json.replace('\'', '"'), SyncRequest.by("ann", "test", options));
    }

    Map<String, String> rows() {
        return wanted.rows(Dimension.SHIFT);
    }

    String row(String agent, LocalDate date) {
        return wanted.row(Dimension.SHIFT, date + "#" + agent).orElse("none");
    }
}
