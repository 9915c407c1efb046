package io.quill.events.dimension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Guard;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

class WantedRowsTest {
    private static final AgentRow ADA = new AgentRow("A7", "Ada", "ada@x.org", "", "", true);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final WantedRows wanted = new WantedRows(store);

    @Nested
    class Wanting {
        @Test
        void saysWhatIsNewOtherAndTheSame() {
            AgentRow bob = new AgentRow("b", "Bob", "", "", "", true);
            wanted.put(List.of(ADA, bob));
            AgentRow renamed = new AgentRow("a7", "Ada L.", "", "", "", true);

            Difference difference = wanted.put(List.of(renamed, bob, AgentRow.unknown("c")));

            assertThat(difference)
                    .isEqualTo(new Difference(List.of("c"), List.of("a7"), List.of(), 1));
            assertThat(wanted.rows(Dimension.AGENT))
                    .containsOnlyKeys("a7", "b", "c")
                    .containsEntry("a7", renamed.json());
        }

        @Test
        void touchesNothingWhereNothingIsOther() {
            wanted.put(MetricRow.SEEDS);
            WantedRowsVersion before = head(Dimension.METRIC);

            assertThat(wanted.put(MetricRow.SEEDS).isEmpty()).isTrue();
            assertThat(head(Dimension.METRIC)).isEqualTo(before);
        }

        @Test
        void growsTheVersionOfThatTableAlone() {
            wanted.put(List.of(ADA));

            assertThat(head(Dimension.AGENT)).isEqualTo(new WantedRowsVersion(1, 1));
            assertThat(head(Dimension.DATE)).isEqualTo(WantedRowsVersion.NONE);
        }

        @Test
        void refusesTwoRowsOfOneKey() {
            assertThatThrownBy(() -> wanted.put(List.of(ADA, AgentRow.unknown("a7"))))
                    .hasMessageContaining("DimAgent")
                    .hasMessageContaining("a7");
        }

        @Test
        void takesMoreThanAPageOfThem() {
            List<DateRow> years =
                    IntStream.range(0, 3_650)
                            .mapToObj(day -> new DateRow(LocalDate.EPOCH.plusDays(day)))
                            .toList();

            assertThat(wanted.put(years).added()).hasSize(3_650);
            assertThat(wanted.rows(Dimension.DATE)).hasSize(3_650);
        }

        @Test
        void comparesWithoutWriting() {
            assertThat(wanted.compare(List.of(ADA)).added()).containsExactly("a7");
            assertThat(wanted.rows(Dimension.AGENT)).isEmpty();
        }
    }

    @Nested
    class Ensuring {
        @Test
        void leavesWhatASyncHasWritten() {
            wanted.put(List.of(ADA));

            assertThat(wanted.ensure(List.of(AgentRow.unknown("A7"))).unchanged()).isEqualTo(1);
            assertThat(wanted.row(Dimension.AGENT, "a7")).contains(ADA.json());
        }

        @Test
        void addsAnAgentThatNobodyKnows() {
            wanted.ensure(List.of(AgentRow.unknown("A9")));

            assertThat(wanted.row(Dimension.AGENT, "a9"))
                    .map(AgentRow::of)
                    .contains(new AgentRow("A9", "", "", "", "", true));
        }
    }

    @Test
    void dropsWhatIsNoLongerWanted() {
        wanted.put(MetricRow.SEEDS);

        assertThat(wanted.remove(Dimension.METRIC, List.of("cases", "faxes")).removed())
                .containsExactly("cases");
        assertThat(wanted.rows(Dimension.METRIC)).hasSize(3).doesNotContainKey("cases");
    }

    @Test
    void keepsRowsForEver() {
        wanted.put(List.of(ADA));
        clock.advance(Duration.ofDays(4_000));

        assertThat(wanted.rows(Dimension.AGENT)).containsKey("a7");
    }

    @Test
    void closesWhatADeadWriterLeftOpen() {
        wanted.put(List.of(ADA));
        Guard guard =
                new Lease(store, clock, "pusher", Duration.ofSeconds(10)).acquire().orElseThrow();

        wanted.closeAbandoned(Dimension.AGENT, new WantedRowsVersion(1, 1), guard);
        wanted.closeAbandoned(Dimension.AGENT, new WantedRowsVersion(1, 0), guard);

        assertThat(head(Dimension.AGENT)).isEqualTo(new WantedRowsVersion(2, 2));
    }

    private WantedRowsVersion head(Dimension dimension) {
        return wanted.versions().getOrDefault(dimension, WantedRowsVersion.NONE);
    }
}
