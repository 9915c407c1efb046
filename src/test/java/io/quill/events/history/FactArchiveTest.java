package io.quill.events.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.push.SettledBatch;
import io.quill.platform.file.ArchiveException;
import io.quill.platform.file.DiskFileStorage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class FactArchiveTest {
    private static final Instant SETTLED = Instant.parse("2026-11-27T10:00:00Z");
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);

    @TempDir private Path folder;
    private FactArchive archive;

    @BeforeEach
    void openArchive() {
        archive = new FactArchive(new DiskFileStorage(folder));
    }

    private static String row(long id, LocalDate day) {
        return """
        {"EventID":"ALOWARE:%d","AgentID":"4711","FactDateKey":"%sT00:00:00.000Z","MetricID":"CALLS",\
        "OccurredAt":"2026-11-27T09:00:00.000Z","Source":"ALOWARE","Direction":"outbound",\
        "Outcome":"com\\"pleted","TalkSeconds":63,"DurationSeconds":70,"RingGroupID":"8465","Notes":""}"""
                .formatted(id, day);
    }

    private void keep(long batch, LocalDate day, long... ids) {
        List<String> rows = LongStream.of(ids).mapToObj(id -> row(id, day)).toList();
        archive.keep(List.of(new SettledBatch(batch, "dataset", SETTLED, rows)));
    }

    private List<String> read(LocalDate day) {
        List<String> ids = new ArrayList<>();
        archive.read(day, fact -> ids.add(fact.event().key().value()));
        return ids;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void givesBackTheFactThatWasKept() {
        keep(7, FRIDAY, 1);

        List<ArchivedFact> facts = new ArrayList<>();
        archive.read(FRIDAY, facts::add);

        FactEvent event =
                new FactEvent(
                        new EventKey("ALOWARE:1"),
                        Metric.CALLS,
                        "4711",
                        Instant.parse("2026-11-27T09:00:00Z"),
                        Direction.OUTBOUND,
                        "com\"pleted",
                        63,
                        70,
                        "8465",
                        "");
        assertThat(facts).containsExactly(new ArchivedFact(event, FRIDAY, "dataset", SETTLED));
    }

    @Test
    void keepsADayAFolder() throws IOException {
        keep(1, FRIDAY, 1, 2);
        keep(2, FRIDAY.minusDays(1), 3);

        assertThat(archive.days()).containsExactly(FRIDAY.minusDays(1), FRIDAY);
        assertThat(files())
                .allSatisfy(
                        file ->
                                assertThat(folder.relativize(file).toString())
                                        .matches(
                                                "facts/day=2026-11-2[67]/[0-9a-f]{32}\\.jsonl\\.gz"));
    }

    @Test
    void isOneFileWhenTheSameIsKeptTwice() throws IOException {
        keep(1, FRIDAY, 1, 2);
        keep(1, FRIDAY, 1, 2);

        assertThat(files()).hasSize(1);
    }

    @Test
    void overwritesNothingWhenNumbersBeginAnew() {
        keep(1, FRIDAY, 1);
        keep(1, FRIDAY, 2);

        assertThat(read(FRIDAY)).containsExactlyInAnyOrder("ALOWARE:1", "ALOWARE:2");
    }

    @Test
    void showsARowOnceThatLiesThereTwice() {
        keep(1, FRIDAY, 1, 2);
        keep(1, FRIDAY, 1, 2, 3);

        assertThat(read(FRIDAY)).containsExactlyInAnyOrder("ALOWARE:1", "ALOWARE:2", "ALOWARE:3");
    }

    @Test
    void makesOneFileOfADaysMany() throws IOException {
        for (long id = 1; id <= 20; id++) {
            keep(id, FRIDAY, id, id + 1);
        }

        assertThat(archive.compact(FRIDAY)).isEqualTo(19);

        assertThat(files()).hasSize(1);
        assertThat(read(FRIDAY)).hasSize(21).doesNotHaveDuplicates();
        assertThat(archive.compact(FRIDAY)).isZero();
    }

    @Test
    void tidiesOnlyDaysThatAreOver() throws IOException {
        for (long id = 1; id <= 3; id++) {
            keep(id, FRIDAY, id);
            keep(id, FRIDAY.minusDays(2), id);
        }

        archive.compactFinished(SETTLED);

        assertThat(files()).hasSize(4);
    }

    @Test
    void doesNotShowWhatWasNotWrittenToItsEnd() throws IOException {
        keep(1, FRIDAY, 1);
        Path whole = files().getFirst();
        Files.copy(whole, whole.resolveSibling(whole.getFileName() + ".tmp"));
        keep(2, FRIDAY, 2);

        assertThat(read(FRIDAY)).containsExactlyInAnyOrder("ALOWARE:1", "ALOWARE:2");
        assertThat(archive.compact(FRIDAY)).isEqualTo(1);
    }

    @Test
    void saysWhichFileIsDamaged() throws IOException {
        keep(1, FRIDAY, 1);
        Path file = files().getFirst();
        Files.write(file, "no gzip".getBytes(UTF_8));

        assertThatThrownBy(() -> read(FRIDAY))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining("backup");
    }

    @Test
    void saysWhatToDoWhenItCannotWrite() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where a directory should be");
        archive = new FactArchive(new DiskFileStorage(blocked));

        assertThatThrownBy(() -> keep(1, FRIDAY, 1))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(blocked.toString())
                .hasMessageContaining("make room");
    }

    @Test
    void canBeAskedByDuckDb() throws SQLException {
        keep(1, FRIDAY, 1, 2);
        keep(2, FRIDAY.minusDays(1), 2, 3);
        String facts = folder + "/facts/*/*.jsonl.gz";

        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement ask = duck.createStatement();
                ResultSet told =
                        ask.executeQuery(
                                """
                                select count(distinct EventID), sum(TalkSeconds), min(day)
                                from read_json('%s', hive_partitioning = true)"""
                                        .formatted(facts))) {
            told.next();
            assertThat(told.getLong(1)).isEqualTo(3);
            assertThat(told.getLong(2)).isEqualTo(4 * 63);
            assertThat(told.getString(3)).isEqualTo("2026-11-26");
        }
    }
}
