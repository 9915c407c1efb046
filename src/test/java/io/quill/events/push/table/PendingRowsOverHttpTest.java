package io.quill.events.push.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.RequiredDimensionRow;
import io.quill.events.dimension.AgentRow;
import io.quill.events.sink.RetentionPolicy;
import io.quill.platform.store.ProcessKilledException;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.InjectedFault.Kind;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long a report is blank or a key doubled, by the clock that is moved by hand; looked at before
 * and after each request.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PendingRowsOverHttpTest {
    private static final AgentRow ADA = new AgentRow("7", "Ada", "", "", "", true);
    private static final AgentRow BEN = new AgentRow("8", "Ben", "", "", "", true);
    private static final AgentRow RENAMED = new AgentRow("7", "Ada Moreno", "", "", "", true);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final TableFixture world = TableFixture.open(RetentionPolicy.NONE);

    @AfterAll
    void close() {
        world.close();
    }

    @BeforeEach
    void begin() {
        world.begin();
        world.wanted.put(List.of(ADA, BEN));
        world.bringInLine();
        world.observe();
    }

    private void assertRenamed() {
        assertThat(world.agents())
                .containsEntry("7", "Ada Moreno")
                .containsEntry("8", "Ben")
                .hasSize(2);
    }

    @Test
    void areNoneWhereNothingFails() {
        world.wanted.put(List.of(RENAMED));

        world.run(Duration.ofSeconds(10));

        assertRenamed();
        assertThat(world.longestEmpty()).isLessThanOrEqualTo(TableFixture.TICK);
    }

    @Test
    void areSharedByChangesThatComeTogether() {
        long clears = world.clears();
        for (String name : List.of("Ada M", "Ada Mo", "Ada Moreno")) {
            world.wanted.put(List.of(new AgentRow("7", name, "", "", "", true)));
            world.run(Duration.ofMillis(500));
        }

        world.run(Duration.ofSeconds(10));

        assertRenamed();
        assertThat(world.clears()).isEqualTo(clears + 1);
    }

    @Test
    void areNotPutOffForGoodByChangesWithoutAnEnd() {
        long clears = world.clears();
        for (int i = 0; i < 40; i++) {
            world.wanted.put(List.of(new AgentRow("7", "Ada " + i, "", "", "", true)));
            world.run(Duration.ofMillis(500));
        }

        assertThat(world.clears() - clears).as("in twenty seconds").isBetween(2L, 5L);
    }

    @Test
    void keepNoNewAgentWaitingWhileChangesGather() {
        world.wanted.put(List.of(RENAMED));
        world.run(TableFixture.TICK);
        Instant came = world.clock.instant();
        world.wanted.put(List.of(new AgentRow("9", "Cleo", "", "", "", true)));

        while (!world.tables().covers(List.of(new RequiredDimensionRow.Agent("9")))) {
            world.run(TableFixture.TICK);
        }

        assertThat(Duration.between(came, world.clock.instant()))
                .isLessThanOrEqualTo(Duration.ofMillis(1_500));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areShortWhereAClearIsCarriedOutNineSecondsLate(boolean numbers) {
        world.numbers(numbers);
        world.late("clear", Duration.ofSeconds(9));
        world.wanted.put(List.of(RENAMED));

        world.run(Duration.ofMinutes(3));

        assertRenamed();
        assertThat(world.longestEmpty()).isLessThanOrEqualTo(SOON);
        assertThat(world.longestDoubled()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areShortWhereALoadIsCarriedOutNineSecondsLate(boolean numbers) {
        world.numbers(numbers);
        world.late("append", Duration.ofSeconds(9));
        world.wanted.put(List.of(RENAMED));

        world.run(Duration.ofMinutes(3));

        assertRenamed();
        // the answer that never comes is waited for, and then the service is back
        assertThat(world.longestEmpty()).isLessThanOrEqualTo(SOON.plusSeconds(5));
        assertThat(world.longestDoubled()).isLessThanOrEqualTo(SOON);
    }

    @Test
    void endSoonAfterTooManyRequests() {
        world.sandbox()
                .arm(
                        InjectedFault.status(429)
                                .on("powerbi", "postRows", "DimAgent")
                                .retryAfter(Duration.ofSeconds(20)));
        world.wanted.put(List.of(RENAMED));

        world.run(Duration.ofMinutes(1));

        assertRenamed();
        assertThat(world.longestEmpty()).isLessThanOrEqualTo(SOON.plusSeconds(20));
    }

    @Test
    void doNotBeginWhileRetryAfterStands() {
        world.quota().throttled(world.clock.instant().plusSeconds(60));
        long clears = world.clears();
        world.wanted.put(List.of(RENAMED));

        world.run(Duration.ofSeconds(55));
        assertThat(world.clears()).isEqualTo(clears);
        world.run(Duration.ofSeconds(20));

        assertRenamed();
        assertThat(world.longestEmpty()).isLessThanOrEqualTo(TableFixture.TICK);
    }

    @Test
    void doNotBeginWhileNobodyAnswers() {
        long clears = world.clears();
        world.mute(true);
        world.wanted.put(List.of(RENAMED));

        world.run(Duration.ofSeconds(20));
        assertThat(world.clears()).isEqualTo(clears);
        world.mute(false);
        world.run(Duration.ofSeconds(30));

        assertRenamed();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void areEndedByWhoeverFollowsOneThatWasKilled(int writes) {
        world.wanted.put(List.of(RENAMED));
        world.run(Duration.ofMillis(1_900));
        world.store().dieAfter(writes);
        try {
            world.run(Duration.ofSeconds(5));
        } catch (ProcessKilledException _) {
            // as it was to be
        }
        world.store().liveOn();

        world.follow();
        world.run(Duration.ofMinutes(2));

        assertRenamed();
        // the lease has to run out first
        assertThat(world.longestEmpty()).isLessThanOrEqualTo(SOON.plusSeconds(6));
        assertThat(world.longestDoubled()).isZero();
    }

    @Test
    void areNoneWherePostsAreFew() {
        world.quota().setRowCount("FactEvent", 300_000);
        for (int i = 0; i < 119; i++) {
            world.quota().answered(world.quota().record("FactEvent", 1), 1);
        }
        long clears = world.clears();
        world.wanted.put(List.of(RENAMED));

        world.run(Duration.ofMinutes(55));
        assertThat(world.clears()).isEqualTo(clears);
        world.run(Duration.ofMinutes(10));

        assertRenamed();
        assertThat(world.longestEmpty()).isLessThanOrEqualTo(TableFixture.TICK);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"COMMIT_THEN_DROP", "COMMIT_THEN_STATUS"})
    void orderNoClearForAnOldDoubtOnceTheLoadIsProved(Kind kind) {
        world.sandbox().arm(InjectedFault.of(kind).on("powerbi", "deleteRows", "DimAgent"));
        long clears = world.clears();
        world.wanted.put(List.of(RENAMED));

        world.run(Duration.ofMinutes(5));

        assertRenamed();
        assertThat(world.clears()).isEqualTo(clears + 1);
    }

    @Test
    void areMendedWhereAStrangerWrote() {
        world.service().switches(TableFixture.LENIENT);
        world.append("DimAgent", new AgentRow("99", "Stranger", "", "", "", true).json());
        world.append("DimAgent", ADA.json());

        world.follow();
        world.run(Duration.ofSeconds(30));

        assertThat(world.agents()).containsOnlyKeys("7", "8");
        assertThat(world.keys()).hasSize(2);
    }
}
