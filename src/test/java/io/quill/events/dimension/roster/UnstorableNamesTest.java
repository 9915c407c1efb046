package io.quill.events.dimension.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.sync.DimensionSyncService;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncOutcome;
import io.quill.events.dimension.sync.SyncRequest;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.sqlite.SqliteStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Names that no store gives back as they were, in a real file. */
@Timeout(60)
class UnstorableNamesTest {
    private static final String LONE = "Ada \uD83D";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final DataStore store;
    private final WantedRows wanted;
    private final Roster roster;
    private String told = "";

    UnstorableNamesTest(@TempDir Path directory) {
        store = SqliteStore.open(directory.resolve("quill.db"), clock);
        wanted = new WantedRows(store);
        roster = new Roster(store, wanted, clock, Optional.empty());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private DimensionSyncService syncs() {
        return new DimensionSyncService(
                store,
                wanted,
                clock,
                () -> new DimensionSyncService.Members.Reading.Payload(told),
                List.of(new AgentHandler(roster)));
    }

    private String name() {
        return AgentRow.of(wanted.row(Dimension.AGENT, "7").orElseThrow()).name();
    }

    @Test
    void areReadWithTheHalfOfAPairReplaced() {
        told = AgentHandler.payload(List.of(new RosterMember("7", LONE, "")));

        assertThat(syncs().readAgents(SyncRequest.by("ann", "")))
                .isInstanceOf(SyncOutcome.Accepted.class);

        assertThat(name()).isEqualTo("Ada \uFFFD");
    }

    @Test
    void keepNoLaterSyncAway() {
        told = AgentHandler.payload(List.of(new RosterMember("7", LONE, "")));
        syncs().readAgents(SyncRequest.by("ann", ""));

        assertThat(syncs().readAgents(SyncRequest.by("ann", "")))
                .isInstanceOf(SyncOutcome.Unchanged.class);
        told = AgentHandler.payload(List.of(new RosterMember("7", "Ada", "")));
        assertThat(syncs().readAgents(SyncRequest.by("ann", "")))
                .isInstanceOf(SyncOutcome.Accepted.class);
        assertThat(name()).isEqualTo("Ada");
    }

    /** An escape in a payload is sound ASCII, and no text once it is read. */
    @Test
    void areSoundFromAPayloadWithEscapes() {
        String payload = "{\"members\":[{\"id\":\"7\",\"name\":\"Ada \\ud83d\",\"email\":\"\"}]}";

        assertThat(syncs().sync(Subject.AGENTS, payload, SyncRequest.by("ann", "")))
                .isInstanceOf(SyncOutcome.Accepted.class);
        assertThat(syncs().sync(Subject.AGENTS, payload, SyncRequest.by("ann", "")))
                .isInstanceOf(SyncOutcome.Unchanged.class);
        assertThat(name()).isEqualTo("Ada \uFFFD");
    }

    @Test
    void areCutBeforeAnEmojiThatDoesNotFit() {
        told =
                AgentHandler.payload(
                        List.of(new RosterMember("7", "x".repeat(3_999) + "\uD83D\uDE00", "")));

        syncs().readAgents(SyncRequest.by("ann", ""));

        assertThat(name()).isEqualTo("x".repeat(3_999));
    }
}
