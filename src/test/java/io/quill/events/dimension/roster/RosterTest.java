package io.quill.events.dimension.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.sync.Ask;
import io.quill.events.dimension.sync.Ask.Option;
import io.quill.events.dimension.sync.Delta;
import io.quill.events.dimension.sync.Fault;
import io.quill.events.dimension.sync.Outcome;
import io.quill.events.dimension.sync.RowChange;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.Syncs;
import io.quill.events.dimension.sync.Version;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

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

    private Outcome sync(List<Member> members, Option... options) {
        return sync(roster, members, options);
    }

    private Outcome sync(Roster to, List<Member> members, Option... options) {
        return syncs(to)
                .sync(Subject.AGENTS, Agents.payload(members), Ask.by("ann", "test", options));
    }

    private Syncs syncs(Roster to) {
        return new Syncs(
                store,
                wanted,
                clock,
                () -> new Syncs.Members.Reading.Fault("nobody reads here"),
                List.of(new Agents(to)));
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
            assertThat(sync(List.of())).isInstanceOf(Outcome.Refused.class);
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
            sync(List.of(ADA, BOB));

            assertThat(roster.admission("a1")).isEqualTo(Admission.ADMITTED);
            assertThat(roster.admission("C3")).isEqualTo(Admission.STRANGER);
        }

        @Test
        void isSeenByAnotherReplicaOnceItLooks() {
            Roster other = roster(Optional.of("8465"));
            sync(List.of(ADA));

            other.refresh();

            assertThat(other.admission("A1")).isEqualTo(Admission.ADMITTED);
        }

        @Test
        void isNotTheRosterOfAnotherGroup() {
            sync(List.of(ADA));
            Roster other = roster(Optional.of("9"));
            other.refresh();

            assertThat(other.admission("A1")).isEqualTo(Admission.UNKNOWN_YET);
        }

        @Test
        void namesTheAgentsThatFactsNamedFirst() {
            wanted.ensure(List.of(AgentRow.unknown("A1")));

            sync(List.of(ADA));

            assertThat(agent("a1"))
                    .isEqualTo(new AgentRow("A1", "Ada", "Ada@Example.org", "", "", true));
        }

        @Test
        void keepsLeaversWithTheirNames() {
            sync(List.of(ADA, BOB, CY));

            assertThat(sync(List.of(ADA, BOB)))
                    .isInstanceOfSatisfying(
                            Outcome.Accepted.class,
                            accepted -> {
                                assertThat(accepted.version().number()).isEqualTo(2);
                                assertThat(accepted.delta().changes())
                                        .extracting(RowChange::key)
                                        .containsExactly("c3");
                            });
            assertThat(agent("c3")).isEqualTo(new AgentRow("C3", "Cy", "", "", "", false));
        }

        @Test
        void takesALeaverBack() {
            sync(List.of(ADA, BOB, CY));
            sync(List.of(ADA, BOB));
            sync(List.of(ADA, BOB, CY));

            assertThat(agent("c3").active()).isTrue();
        }

        @Test
        void leavesTheSameRosterUntouched() {
            sync(List.of(ADA, BOB));

            assertThat(sync(List.of(BOB, ADA)))
                    .isInstanceOfSatisfying(
                            Outcome.Unchanged.class,
                            same -> assertThat(same.inForce()).map(Version::number).contains(1L));
        }

        @Test
        void finishesWhatASyncThatDiedLeftUndone() {
            sync(List.of(ADA, BOB));
            wanted.drop(Dimension.AGENT, List.of("b2"));

            sync(List.of(ADA, BOB));

            assertThat(agent("b2").name()).isEqualTo("Bob");
        }

        @Test
        void doesNotBelieveThatMostHaveLeft() {
            List<Member> ten =
                    IntStream.range(0, 10).mapToObj(i -> new Member("m" + i, "", "")).toList();
            sync(ten);

            assertThat(sync(ten.subList(0, 4)))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.words()).contains("6 of 10"));
            assertThat(roster.admission("m9")).isEqualTo(Admission.ADMITTED);
            assertThat(sync(ten.subList(0, 5))).isInstanceOf(Outcome.Accepted.class);
        }

        @Test
        void doesWhatItIsForcedTo() {
            sync(List.of(ADA, BOB, CY));

            assertThat(sync(List.of(), Option.FORCE)).isInstanceOf(Outcome.Accepted.class);
            assertThat(roster.admission("A1")).isEqualTo(Admission.STRANGER);
        }

        @Test
        void doesNotTakeBackWhatWasUndoneUntilTheSourceTellsAnother() {
            sync(List.of(ADA, BOB));
            sync(List.of(ADA, BOB, CY));

            syncs(roster).rollback(Subject.AGENTS, 1, Ask.by("ann", "test"));
            assertThat(roster.admission("C3")).isEqualTo(Admission.STRANGER);
            assertThat(sync(List.of(ADA, BOB, CY))).isInstanceOf(Outcome.Unchanged.class);
            assertThat(roster.admission("C3")).isEqualTo(Admission.STRANGER);

            sync(List.of(ADA, CY));
            assertThat(roster.admission("C3")).isEqualTo(Admission.ADMITTED);
        }

        @Test
        void namesEveryFaultOfAPayload() {
            String payload = "{\"members\":[{\"name\":\"Ann\"},{\"id\":\" \"}],\"more\":1}";

            assertThat(syncs(roster).sync(Subject.AGENTS, payload, Ask.by("ann", "test")))
                    .isInstanceOfSatisfying(
                            Outcome.Invalid.class,
                            invalid ->
                                    assertThat(invalid.faults())
                                            .extracting(Fault::pointer)
                                            .containsExactly("", "/members/0", "/members/1/id"));
        }

        @Test
        void showsWhatASyncWouldChange() {
            sync(List.of(ADA));

            assertThat(sync(List.of(ADA, BOB), Option.DRY_RUN))
                    .isInstanceOfSatisfying(
                            Outcome.Rehearsed.class,
                            rehearsed ->
                                    assertThat(rehearsed.delta().counts())
                                            .isEqualTo(new Delta.Counts(1, 0, 0, 1)));
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

            sync(List.of(ADA, BOB));

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
            sync(List.of(ADA));

            roster.rule(new Ruling("a1", Ruling.Door.AS_ROSTER, "West", ""));

            assertThat(agent("a1"))
                    .isEqualTo(new AgentRow("A1", "Ada", "Ada@Example.org", "West", "", true));
        }

        @Test
        void giveATimeZoneBackWhenTheyNoLongerNameIt() {
            roster.rule(new Ruling("A1", Ruling.Door.AS_ROSTER, "", "Asia/Tokyo"));
            roster.rule(new Ruling("A1", Ruling.Door.LET_IN, "", ""));

            assertThat(agent("a1").timeZone()).isEmpty();
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

            sync(open, List.of(ADA));

            assertThat(agent("owner-9").active()).isTrue();
        }
    }

    @Test
    void findsAnAgentByAddressInAnyCase() {
        sync(List.of(ADA, BOB));

        assertThat(roster.agentIdOf(" ADA@example.ORG")).contains("A1");
        assertThat(roster.agentIdOf("nobody@example.org")).isEmpty();
        assertThat(roster.agentIdOf("")).isEmpty();
    }

    @Test
    void prefersWhoIsStillThere() {
        sync(List.of(ADA, BOB, CY));
        Member again = new Member("D4", "Ada", "ada@example.org");
        sync(List.of(BOB, CY, again));

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
