package io.quill.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.Quill;
import io.quill.app.RunningQuill;
import io.quill.app.SampleDeliveries;
import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.Ledger;
import io.quill.platform.store.sqlite.SqliteStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

class ReplayTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final EventKey MENDED = EventKey.of("ALOWARE", "rejected", "1");
    private static final EventKey BROKEN = EventKey.of("ALOWARE", "rejected", "2");
    private static final EventKey REFUSED = EventKey.of("ALOWARE", "3");

    @TempDir private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void threeLettersAreDead() {
        inLedger(
                ledger -> {
                    ledger.hold(
                            List.of(
                                    unreadable(MENDED, SampleDeliveries.call(7), "odd"),
                                    unreadable(BROKEN, "{", "no JSON"),
                                    new Arrival.Countable(fact(), "", "e-3", NINE)));
                    return ledger.markDead(
                            ledger.find(REFUSED).orElseThrow(), "refused by Power BI");
                });
    }

    private static Arrival unreadable(EventKey key, String body, String reason) {
        return new Arrival.Unreadable(key, reason, body.getBytes(UTF_8), "e-1", NINE);
    }

    private static FactEvent fact() {
        return new FactEvent(
                REFUSED, Metric.CALLS, "4711", NINE, Direction.OUTBOUND, "completed", 1, 1, "", "");
    }

    private <T> T inLedger(Function<Ledger, T> work) {
        InstantSource clock = InstantSource.system();
        try (SqliteStore store = SqliteStore.open(directory.resolve("quill.db"), clock)) {
            return work.apply(new Ledger(store, clock, Duration.ofDays(14)));
        }
    }

    private EntryState state(EventKey key) {
        return inLedger(ledger -> ledger.find(key).orElseThrow().state());
    }

    /** Whatever else runs on this machine, no Quill answers there. */
    private static int nobody() {
        try {
            return RunningQuill.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int replay(String... args) {
        List<String> command = new ArrayList<>(List.of("replay"));
        command.addAll(List.of(args));
        return new Quill(
                        RunningQuill.environment(directory, nobody()),
                        directory,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .command(command)
                .status();
    }

    private String said() {
        return out.toString(UTF_8);
    }

    @Test
    void listsThemByReason() {
        assertThat(replay("--list")).isZero();
        assertThat(said())
                .contains("dead letters: 3", "1  aloware  no JSON", MENDED.value(), "Power BI");
    }

    @Test
    void readsOneAgain() {
        assertThat(replay(MENDED.value())).isZero();
        assertThat(said()).contains("is understood: 1 to hold");
        assertThat(state(new EventKey("ALOWARE:7"))).isEqualTo(EntryState.READY);
        assertThat(state(MENDED)).isEqualTo(EntryState.SETTLED);
        assertThat(state(BROKEN)).isEqualTo(EntryState.DEAD);
    }

    @Test
    void readsAllOfThemAgain() {
        assertThat(replay("--all")).isZero();
        assertThat(said()).contains("3 dead letters, of which 1 stay dead");
        assertThat(state(REFUSED)).isEqualTo(EntryState.READY);
        assertThat(state(BROKEN)).isEqualTo(EntryState.DEAD);
    }

    @Test
    void readsThoseOfASourceAndAReason() {
        assertThat(replay("--all", "--source", "hubspot")).isZero();
        assertThat(said()).contains("0 dead letters");
        assertThat(replay("--all", "--source", "aloware", "--reason", "Power BI")).isZero();
        assertThat(said()).contains("1 dead letters, of which 0 stay dead");
        assertThat(state(MENDED)).isEqualTo(EntryState.DEAD);
    }

    @Test
    void rehearses() {
        assertThat(replay("--all", "--dry-run")).isZero();
        assertThat(said()).contains("is understood", "is offered again", "stays dead");
        assertThat(state(MENDED)).isEqualTo(EntryState.DEAD);
        assertThat(state(REFUSED)).isEqualTo(EntryState.DEAD);
    }

    @Test
    void knowsWhenThereIsNone() {
        assertThat(replay("ALOWARE:99")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("no dead letter ALOWARE:99");
    }

    @Test
    void saysWhatToDoWhileQuillRuns() {
        try (SqliteStore _ =
                SqliteStore.open(directory.resolve("quill.db"), InstantSource.system())) {
            assertThat(replay("--list")).isEqualTo(78);
        }
        assertThat(err.toString(UTF_8)).contains("in use by another process", "stop it, replay");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--lost", "--all --source", "--list more", "nokey", "A:1 B:2"})
    void saysHowItIsUsed(String args) {
        assertThat(replay(args.isEmpty() ? new String[0] : args.split(" ", -1))).isEqualTo(64);
        assertThat(err.toString(UTF_8)).contains("quill replay --list");
    }
}
