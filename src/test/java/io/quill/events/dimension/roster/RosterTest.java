package io.quill.events.dimension.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.sync.Delta;
import io.quill.events.dimension.sync.DimensionSyncService;
import io.quill.events.dimension.sync.PayloadError;
import io.quill.events.dimension.sync.RowChange;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncOutcome;
import io.quill.events.dimension.sync.SyncRequest;
import io.quill.events.dimension.sync.SyncRequest.Option;
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
    private static final RosterMember ADA = new RosterMember("A1", "Ada", "Ada@Example.org");
    private static final RosterMember BOB = new RosterMember("B2", "Bob", "bob@example.org");
    private static final RosterMember CY = new RosterMember("C3", "Cy", "");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final WantedRows wanted = new WantedRows(store);
    private final Roster roster = roster(Optional.of("8465"));

    private Roster roster(Optional<String> ringGroup) {
        return new Roster(store, wanted, clock, ringGroup);
    }

    private SyncOutcome sync(List<RosterMember> members, Option... options) {
        return sync(roster, members, options);
    }

    private SyncOutcome sync(Roster to, List<RosterMember> members, Option... options) {
        return syncs(to)
                .sync(
                        Subject.AGENTS,
                        AgentHandler.payload(members),
                        SyncRequest.by("ann", "test", options));
    }

    private DimensionSyncService syncs(Roster to) {
        return new DimensionSyncService(
                store,
                wanted,
                clock,
                () -> new DimensionSyncService.Members.Reading.Fault("nobody reads here"),
                List.of(new AgentHandler(to)));
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
            assertThat(sync(List.of())).isInstanceOf(SyncOutcome.Refused.class);
            assertThat(roster.admission("A1")).isEqualTo(Admission.UNKNOWN_YET);
        }

        @Test
        void admitsWhomAnOperatorLetsIn() {
            roster.override(AgentOverride.of("A1", AgentOverride.Door.LET_IN));

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
                            SyncOutcome.Accepted.class,
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
                            SyncOutcome.Unchanged.class,
                            same -> assertThat(same.inForce()).map(Version::number).contains(1L));
        }

        @Test
        void finishesWhatASyncThatDiedLeftUndone() {
            sync(List.of(ADA, BOB));
            wanted.remove(Dimension.AGENT, List.of("b2"));

            sync(List.of(ADA, BOB));

            assertThat(agent("b2").name()).isEqualTo("Bob");
        }

        @Test
        void doesNotBelieveThatMostHaveLeft() {
            List<RosterMember> ten =
                    IntStream.range(0, 10)
                            .mapToObj(i -> new RosterMember("m" + i, "", ""))
                            .toList();
            sync(ten);

            assertThat(sync(ten.subList(0, 4)))
                    .isInstanceOfSatisfying(
                            SyncOutcome.Refused.class,
                            refused -> assertThat(refused.words()).contains("6 of 10"));
            assertThat(roster.admission("m9")).isEqualTo(Admission.ADMITTED);
            assertThat(sync(ten.subList(0, 5))).isInstanceOf(SyncOutcome.Accepted.class);
        }

        @Test
        void doesWhatItIsForcedTo() {
            sync(List.of(ADA, BOB, CY));

            assertThat(sync(List.of(), Option.FORCE)).isInstanceOf(SyncOutcome.Accepted.class);
            assertThat(roster.admission("A1")).isEqualTo(Admission.STRANGER);
        }

        @Test
        void doesNotTakeBackWhatWasUndoneUntilTheSourceTellsAnother() {
            sync(List.of(ADA, BOB));
            sync(List.of(ADA, BOB, CY));

            syncs(roster).rollback(Subject.AGENTS, 1, SyncRequest.by("ann", "test"));
            assertThat(roster.admission("C3")).isEqualTo(Admission.STRANGER);
            assertThat(sync(List.of(ADA, BOB, CY))).isInstanceOf(SyncOutcome.Unchanged.class);
            assertThat(roster.admission("C3")).isEqualTo(Admission.STRANGER);

            sync(List.of(ADA, CY));
            assertThat(roster.admission("C3")).isEqualTo(Admission.ADMITTED);
        }

        @Test
        void namesEveryFaultOfAPayload() {
            String payload = "{\"members\":[{\"name\":\"Ann\"},{\"id\":\" \"}],\"more\":1}";

            assertThat(syncs(roster).sync(Subject.AGENTS, payload, SyncRequest.by("ann", "test")))
                    .isInstanceOfSatisfying(
                            SyncOutcome.Invalid.class,
                            invalid ->
                                    assertThat(invalid.faults())
                                            .extracting(PayloadError::pointer)
                                            .containsExactly("", "/members/0", "/members/1/id"));
        }

        @Test
        void showsWhatASyncWouldChange() {
            sync(List.of(ADA));

            assertThat(sync(List.of(ADA, BOB), Option.DRY_RUN))
                    .isInstanceOfSatisfying(
                            SyncOutcome.Rehearsed.class,
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
            roster.override(
                    new AgentOverride("A1", AgentOverride.Door.SHUT_OUT, "East", "Asia/Tokyo"));
            roster.override(AgentOverride.of("C3", AgentOverride.Door.LET_IN));

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

            roster.override(new AgentOverride("a1", AgentOverride.Door.AS_ROSTER, "West", ""));

            assertThat(agent("a1"))
                    .isEqualTo(new AgentRow("A1", "Ada", "Ada@Example.org", "West", "", true));
        }

        @Test
        void giveATimeZoneBackWhenTheyNoLongerNameIt() {
            roster.override(
                    new AgentOverride("A1", AgentOverride.Door.AS_ROSTER, "", "Asia/Tokyo"));
            roster.override(new AgentOverride("A1", AgentOverride.Door.LET_IN, "", ""));

            assertThat(agent("a1").timeZone()).isEmpty();
        }

        @Test
        void refuseATimeZoneThatIsNone() {
            assertThatThrownBy(
                            () ->
                                    new AgentOverride(
                                            "A1", AgentOverride.Door.AS_ROSTER, "", "Mars/Phobos"))
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
        RosterMember again = new RosterMember("D4", "Ada", "ada@example.org");
        sync(List.of(BOB, CY, again));

        assertThat(roster.agentIdOf("ada@example.org")).contains("D4");
    }

    @Test
    void knowsInWhichZoneAnAgentWorks() {
        roster.override(new AgentOverride("A1", AgentOverride.Door.AS_ROSTER, "", "Asia/Tokyo"));

        assertThat(roster.zoneOf("A1")).contains(ZoneId.of("Asia/Tokyo"));
        assertThat(roster.zoneOf("B2")).isEmpty();
    }

    private AgentRow agent(String key) {
        return wanted.row(Dimension.AGENT, key).map(AgentRow::of).orElseThrow();
    }
}
