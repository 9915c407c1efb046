package io.quill.events.history.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.history.FactArchive;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.push.SettledBatch;
import io.quill.events.source.aloware.Aloware;
import io.quill.events.source.aloware.AlowareWebhookSettings;
import io.quill.platform.file.DiskFileStorage;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class BackfillTest {
    private static final String HEADINGS =
            "ID,Type,Direction,Disposition Status,User ID,User Email,Talk Time,Duration,Created At\n";
    private static final String CALL =
            "7,Call,Outbound,Completed,4711,,0:01:03,70,2026-11-20 09:30:00\n";

    @TempDir private Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T09:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final Ledger ledger = new Ledger(store, clock, Duration.ofDays(14));
    private FactArchive archive;

    @BeforeEach
    void openArchive() {
        archive = new FactArchive(new DiskFileStorage(folder));
    }

    private AlowareExport export() {
        return new AlowareExport(
                new Aloware(new AlowareWebhookSettings(List.of(), Set.of(Direction.OUTBOUND))),
                ZoneId.of("America/New_York"),
                email -> email.equals("ada@example.com") ? Optional.of("11") : Optional.empty(),
                clock.instant());
    }

    private ImportReport take(String lines) throws IOException, UnusableFileException {
        return new Backfill(ledger, archive, clock)
                .importAll(export(), new StringReader(HEADINGS + lines), "november.csv");
    }

    private LedgerEntry entry(long id) {
        return ledger.find(EventKey.of("ALOWARE", Long.toString(id))).orElseThrow();
    }

    private FactEvent event(long id) {
        return entry(id).event().orElseThrow();
    }

    @Test
    void holdsWhatAWebhookWouldHaveBrought() throws Exception {
        ImportReport importReport = take(CALL);

        assertThat(importReport.held()).isEqualTo(1);
        assertThat(event(7))
                .isEqualTo(
                        new FactEvent(
                                EventKey.of("ALOWARE", "7"),
                                Metric.CALLS,
                                "4711",
                                Instant.parse("2026-11-20T14:30:00Z"),
                                Direction.OUTBOUND,
                                "completed",
                                63,
                                70,
                                "",
                                ""));
        assertThat(entry(7).envelope()).isEqualTo("import:november.csv");
    }

    @Test
    void countsNothingTwice() throws Exception {
        take(CALL);

        ImportReport again = take(CALL + CALL);

        assertThat(again.held()).isZero();
        assertThat(again.known()).isEqualTo(2);
    }

    @Test
    void addsNothingToWhatAWebhookBrought() throws Exception {
        FactEvent brought =
                new FactEvent(
                        EventKey.of("ALOWARE", "7"),
                        Metric.CALLS,
                        "4711",
                        clock.instant(),
                        Direction.OUTBOUND,
                        "missed",
                        0,
                        0,
                        "",
                        "");
        ledger.hold(List.of(new Arrival.Countable(brought, "", "e-1", clock.instant())));

        assertThat(take(CALL).known()).isEqualTo(1);
        assertThat(event(7).outcome()).isEqualTo("missed");
    }

    @Test
    void knowsFromTheArchiveWhatTheLedgerHasForgotten() throws Exception {
        String row =
                """
                {"EventID":"ALOWARE:7","AgentID":"4711","FactDateKey":"2026-11-20T00:00:00.000Z"}""";
        archive.keep(List.of(new SettledBatch(1, "dataset", clock.instant(), List.of(row))));

        assertThat(take(CALL).known()).isEqualTo(1);
        assertThat(ledger.find(EventKey.of("ALOWARE", "7"))).isEmpty();
    }

    @Test
    void holdsNothingInARehearsal() throws Exception {
        ImportReport importReport =
                new Backfill(ledger, archive, clock)
                        .dryRun(export(), new StringReader(HEADINGS + CALL + CALL));

        assertThat(importReport.held()).isEqualTo(1);
        assertThat(importReport.known()).isEqualTo(1);
        assertThat(ledger.find(EventKey.of("ALOWARE", "7"))).isEmpty();
    }

    @Test
    void findsAnAgentByAddress() throws Exception {
        take("8,SMS,Outbound,Completed,,Ada@Example.com,,,11/20/2026 9:30 AM\n");

        assertThat(event(8).agentId()).isEqualTo("11");
        assertThat(event(8).metric()).isEqualTo(Metric.TEXTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-20 09:30:00        | 2026-11-20T14:30:00Z",
                "2026-11-20T09:30           | 2026-11-20T14:30:00Z",
                "2026-11-20 09:30:00+01:00  | 2026-11-20T08:30:00Z",
                "11/20/2026 9:30 AM         | 2026-11-20T14:30:00Z",
                "11/20/2026 9:30:15 pm      | 2026-11-21T02:30:15Z",
                "11/20/2026 21:30           | 2026-11-21T02:30:00Z",
                "2026-07-01 09:30:00        | 2026-07-01T13:30:00Z"
            })
    void readsTimesInTheAccountsZone(String written, Instant meant) throws Exception {
        take("7,Call,Outbound,Completed,4711,,,,\"" + written + "\"\n");

        assertThat(event(7).occurredAt()).isEqualTo(meant);
    }

    @Test
    void saysOfEachRefusedLineWhereItIsAndWhy() throws Exception {
        ImportReport importReport =
                take(
                        CALL
                                + "8,Call,Outbound,Completed,,,,,2026-11-20 09:30:00\n"
                                + "\n"
                                + "9,Call,Outbound,Completed,4711,,,,yesterday\n"
                                + "abc def,Call,Outbound,Completed,4711,,,,2026-11-20 09:30:00\n"
                                + "10,Call,Outbound,Completed,4711,,,,2027-11-20 09:30:00\n");

        assertThat(importReport.held()).isEqualTo(1);
        assertThat(importReport.refused())
                .extracting(ExportLine.Refused::number)
                .containsExactly(3, 5, 6, 7);
        assertThat(importReport.refused())
                .extracting(ExportLine.Refused::reason)
                .satisfiesExactly(
                        agent -> assertThat(agent).contains("agent"),
                        time -> assertThat(time).contains("'yesterday'"),
                        id -> assertThat(id).contains("usable id"),
                        future -> assertThat(future).contains("--zone"));
    }

    @Test
    void countsWhatIsOfNoInterest() throws Exception {
        ImportReport importReport =
                take(
                        """
                        7,Call,Inbound,Completed,4711,,,,2026-11-20 09:30:00
                        8,Appointment,Outbound,,4711,,,,2026-11-20 09:30:00
                        """);

        assertThat(importReport.ignored())
                .containsEntry("inbound", 1L)
                .containsEntry("appointment", 1L);
        assertThat(importReport.refusals()).isZero();
    }

    @Test
    void readsQuotedFieldsOverLines() throws Exception {
        String lines =
                """
                7,Call,Outbound,"Completed",4711,"a ""b"", c
                d",,,2026-11-20 09:30:00
                8,Call,Outbound,Completed,4711,,,,bad
                """
                        .replace("\n", "\r\n");

        ImportReport importReport = take(lines);

        assertThat(importReport.held()).isEqualTo(1);
        assertThat(importReport.refused())
                .extracting(ExportLine.Refused::number)
                .containsExactly(4);
    }

    @Test
    void saysWhichColumnIsMissing() {
        Backfill backfill = new Backfill(ledger, archive, clock);

        assertThatThrownBy(() -> backfill.importAll(export(), new StringReader("ID,Type\n"), "x"))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("direction")
                .hasMessageContaining("created at");
        assertThatThrownBy(() -> backfill.importAll(export(), new StringReader(""), "x"))
                .hasMessageContaining("empty");
    }
}
