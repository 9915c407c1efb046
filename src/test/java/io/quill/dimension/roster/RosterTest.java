package io.quill.dimension.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.dimension.AgentRow;
import io.quill.dimension.Dimension;
import io.quill.dimension.WantedRows;
import io.quill.store.SettableClock;
import io.quill.store.memory.MemoryStore;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class RosterTest {
    private static final Member ADA = new Member("A1", "Ada", "Ada@Example.org");
    private static final Member BOB = new Member("B2", "Bob", "bob@example.org");
    private static final Member CY = new Member("C3", "Cy", "");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final WantedRows wanted = new WantedRows(store);
    private final Roster roster = roster(Optional.of("8465"));

    private Roster roster(Optional<String> ringGroup) {
        return new Roster(store, wanted, clock, ringGroup);
    }

    @Nested
    class BeforeTheFirst {
        @Test
        void knowsNobodyYet() {
            assertThat(roster.admission("A1")).isEqualTo(Admission.UNKNOWN_YET);
            roster.refresh();
            assertThat(roster.admission("A1")).isEqualTo(Admission.UNKNOWN_YET);
        }

        @Test
        void refusesAnEmptyOne() {
            assertThat(roster.sync(List.of())).isInstanceOf(Outcome.Refused.class);
            assertThat(roster.admission("A1")).isEqualTo(Admission.UNKNOWN_YET);
        }

        @Test
        void admitsWhomAnOperatorLetsIn() {
            roster.rule(Ruling.of("A1", Ruling.Door.LET_IN));

            assertThat(roster.admission("a1")).isEqualTo(Admission.ADMITTED);
            assertThat(roster.admission("B2")).isEqualTo(Admission.UNKNOWN_YET);
        }
    }

    @Nested
    class OnceSynced {
        @Test
        void admitsMembersAndNobodyElse() {
            roster.sync(List.of(ADA, BOB));

            assertThat(roster.admission("a1")).isEqualTo(Admission.ADMITTED);
            assertThat(roster.admission("C3")).isEqualTo(Admission.STRANGER);
        }

        @Test
        void isSeenByAnotherReplicaOnceItLooks() {
            Roster other = roster(Optional.of("8465"));
            roster.sync(List.of(ADA));

            other.refresh();

            assertThat(other.admission("A1")).isEqualTo(Admission.ADMITTED);
        }

        @Test
        void isNotTheRosterOfAnotherGroup() {
            roster.sync(List.of(ADA));
            Roster other = roster(Optional.of("9"));
            other.refresh();

            assertThat(other.admission("A1")).isEqualTo(Admission.UNKNOWN_YET);
        }

        @Test
        void namesTheAgentsThatFactsNamedFirst() {
            wanted.ensure(List.of(AgentRow.unknown("A1")));

            roster.sync(List.of(ADA));

            assertThat(agent("a1"))
                    .isEqualTo(new AgentRow("A1", "Ada", "Ada@Example.org", "", "", true));
        }

        @Test
        void keepsLeaversWithTheirNames() {
            roster.sync(List.of(ADA, BOB, CY));

            assertThat(roster.sync(List.of(ADA, BOB)))
                    .isInstanceOfSatisfying(
                            Outcome.Synced.class,
                            synced -> {
                                assertThat(synced.version()).isEqualTo(2);
                                assertThat(synced.left()).containsExactly("c3");
                                assertThat(synced.rows().changed()).containsExactly("c3");
                            });
            assertThat(agent("c3")).isEqualTo(new AgentRow("C3", "Cy", "", "", "", false));
        }

        @Test
        void takesALeaverBack() {
            roster.sync(List.of(ADA, BOB, CY));
            roster.sync(List.of(ADA, BOB));
            roster.sync(List.of(ADA, BOB, CY));

            assertThat(agent("c3").active()).isTrue();
        }

        @Test
        void leavesTheSameRosterUntouched() {
            roster.sync(List.of(ADA, BOB));

            assertThat(roster.sync(List.of(BOB, ADA)))
                    .isInstanceOfSatisfying(
                            Outcome.Synced.class,
                            synced -> {
                                assertThat(synced.version()).isEqualTo(1);
                                assertThat(synced.rows().isEmpty()).isTrue();
                            });
        }

        @Test
        void finishesWhatASyncThatDiedLeftUndone() {
            roster.sync(List.of(ADA, BOB));
            wanted.drop(Dimension.AGENT, List.of("b2"));

            roster.sync(List.of(ADA, BOB));

            assertThat(agent("b2").name()).isEqualTo("Bob");
        }

        @Test
        void doesNotBelieveThatMostHaveLeft() {
            List<Member> ten =
                    IntStream.range(0, 10).mapToObj(i -> new Member("m" + i, "", "")).toList();
            roster.sync(ten);

            assertThat(roster.sync(ten.subList(0, 4)))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.words()).contains("6 of 10"));
            assertThat(roster.admission("m9")).isEqualTo(Admission.ADMITTED);
            assertThat(roster.sync(ten.subList(0, 5))).isInstanceOf(Outcome.Synced.class);
        }

        @Test
        void doesWhatItIsForcedTo() {
            roster.sync(List.of(ADA, BOB, CY));

            assertThat(roster.force(List.of())).isInstanceOf(Outcome.Synced.class);
            assertThat(roster.admission("A1")).isEqualTo(Admission.STRANGER);
        }

        @Test
        void showsWhatASyncWouldChange() {
            roster.sync(List.of(ADA));

            assertThat(roster.preview(List.of(ADA, BOB)))
                    .isInstanceOfSatisfying(
                            Outcome.Synced.class,
                            synced -> assertThat(synced.joined()).containsExactly("b2"));
            assertThat(roster.admission("B2")).isEqualTo(Admission.STRANGER);
            assertThat(wanted.rows(Dimension.AGENT)).containsOnlyKeys("a1");
        }
    }

    @Nested
    class Rulings {
        @Test
        void surviveASync() {
            roster.rule(new Ruling("A1", Ruling.Door.SHUT_OUT, "East", "Asia/Tokyo"));
            roster.rule(Ruling.of("C3", Ruling.Door.LET_IN));

            roster.sync(List.of(ADA, BOB));

            assertThat(roster.admission("A1")).isEqualTo(Admission.STRANGER);
            assertThat(roster.admission("C3")).isEqualTo(Admission.ADMITTED);
            assertThat(agent("a1"))
                    .isEqualTo(
                            new AgentRow(
                                    "A1", "Ada", "Ada@Example.org", "East", "Asia/Tokyo", false));
            assertThat(agent("c3").active()).isTrue();
        }

        @Test
        void changeTheRowAtOnce() {
            roster.sync(List.of(ADA));

            roster.rule(new Ruling("a1", Ruling.Door.AS_ROSTER, "West", ""));

            assertThat(agent("a1"))
                    .isEqualTo(new AgentRow("A1", "Ada", "Ada@Example.org", "West", "", true));
        }

        @Test
        void refuseATimeZoneThatIsNone() {
            assertThatThrownBy(() -> new Ruling("A1", Ruling.Door.AS_ROSTER, "", "Mars/Phobos"))
                    .hasMessageContaining("Europe/Vienna");
        }
    }

    @Nested
    class WithoutARingGroup {
        private final Roster open = roster(Optional.empty());

        @Test
        void admitsEverybody() {
            open.refresh();

            assertThat(open.admission("anyone")).isEqualTo(Admission.ADMITTED);
        }

        @Test
        void leavesAgentsOfAnotherSourceActive() {
            wanted.ensure(List.of(AgentRow.unknown("owner-9")));

            open.sync(List.of(ADA));

            assertThat(agent("owner-9").active()).isTrue();
        }
    }

    @Test
    void findsAnAgentByAddressInAnyCase() {
        roster.sync(List.of(ADA, BOB));

        assertThat(roster.agentIdOf(" ADA@example.ORG")).contains("A1");
        assertThat(roster.agentIdOf("nobody@example.org")).isEmpty();
        assertThat(roster.agentIdOf("")).isEmpty();
    }

    @Test
    void prefersWhoIsStillThere() {
        roster.sync(List.of(ADA, BOB, CY));
        Member again = new Member("D4", "Ada", "ada@example.org");
        roster.sync(List.of(BOB, CY, again));

        assertThat(roster.agentIdOf("ada@example.org")).contains("D4");
    }

    @Test
    void knowsInWhichZoneAnAgentWorks() {
        roster.rule(new Ruling("A1", Ruling.Door.AS_ROSTER, "", "Asia/Tokyo"));

        assertThat(roster.zoneOf("A1")).contains(ZoneId.of("Asia/Tokyo"));
        assertThat(roster.zoneOf("B2")).isEmpty();
    }

    private AgentRow agent(String key) {
        return wanted.row(Dimension.AGENT, key).map(AgentRow::of).orElseThrow();
    }
}
