package io.quill.platform.file.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.history.FactArchive;
import io.quill.events.push.SettledBatch;
import io.quill.platform.file.ArchiveException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@Timeout(60)
class S3FileStorageTest {
    private static final Instant SETTLED = Instant.parse("2026-11-27T10:00:00Z");
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);

    private StubBucket bucket;
    private FactArchive archive;

    @BeforeEach
    void open() throws IOException {
        bucket = new StubBucket("quill");
        archive =
                new FactArchive(
                        S3FileStorage.of(
                                "quill", "archive/", "us-east-1", Optional.of(bucket.address())));
    }

    @AfterEach
    void close() {
        archive.close();
        bucket.close();
    }

    private void keep(long id, LocalDate day) {
        String row =
                """
                {"EventID":"ALOWARE:%d","AgentID":"1","FactDateKey":"%sT00:00:00.000Z","MetricID":"CALLS",\
                "OccurredAt":"2026-11-27T09:00:00.000Z","Direction":"outbound"}"""
                        .formatted(id, day);
        archive.keep(List.of(new SettledBatch(id, "dataset", SETTLED, List.of(row))));
    }

    private List<String> read(LocalDate day) {
        List<String> ids = new ArrayList<>();
        archive.read(day, fact -> ids.add(fact.event().key().value()));
        return ids;
    }

    @Test
    void keepsAndGivesBackWhatADirectoryWould() {
        for (long id = 1; id <= 5; id++) {
            keep(id, FRIDAY);
        }
        keep(6, FRIDAY.minusDays(1));

        assertThat(archive.days()).containsExactly(FRIDAY.minusDays(1), FRIDAY);
        assertThat(read(FRIDAY)).hasSize(5);
        assertThat(bucket.objects.keySet())
                .hasSize(6)
                .allSatisfy(
                        key ->
                                assertThat(key)
                                        .matches(
                                                "archive/facts/day=2026-11-2[67]/[0-9a-f]{32}\\.jsonl\\.gz"));
    }

    @Test
    void makesOneObjectOfADaysMany() {
        for (long id = 1; id <= 5; id++) {
            keep(id, FRIDAY);
        }

        assertThat(archive.compact(FRIDAY)).isEqualTo(4);

        assertThat(bucket.objects).hasSize(1);
        assertThat(read(FRIDAY)).hasSize(5);
    }

    @Test
    void saysWhatToDoWhenItIsRefused() {
        bucket.refusing = true;

        assertThatThrownBy(() -> keep(1, FRIDAY))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("The bucket quill cannot be used")
                .hasMessageContaining("list, read, write and delete");
        assertThatThrownBy(archive::days).isInstanceOf(ArchiveException.class);
    }
}
