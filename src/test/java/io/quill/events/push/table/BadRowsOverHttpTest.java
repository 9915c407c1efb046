package io.quill.events.push.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.RequiredDimensionRow;
import io.quill.events.dimension.AgentRow;
import io.quill.events.sink.RetentionPolicy;
import io.quill.sandbox.powerbi.PoisonRow;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** One agent's row that Power BI does not take, whatever it answers; 0 closes the connection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRowsOverHttpTest {
    private final TableFixture world = TableFixture.open(RetentionPolicy.NONE);

    @AfterAll
    void close() {
        world.close();
    }

    @BeforeEach
    void begin() {
        world.begin();
        world.wanted.put(
                IntStream.range(0, 40)
                        .mapToObj(i -> new AgentRow("a" + i, "Name " + i, "", "", "", true))
                        .toList());
        world.bringInLine();
    }

    private void poison(int status) {
        world.service().poison(new PoisonRow("DimAgent", "AgentName", "Poison", status));
    }

    private static AgentRow poisoned(String id) {
        return new AgentRow(id, "Poison", "", "", "", true);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422, 403, 500, 502, 0, 200})
    void leavesTheTableFullWhereItChanged(int status) {
        poison(status);
        world.wanted.put(List.of(poisoned("a7")));
        long clears = world.clears();

        world.run(Duration.ofMinutes(2));

        assertThat(world.agents())
                .hasSize(40)
                .containsEntry("a7", "a7")
                .containsEntry("a8", "Name 8");
        assertThat(world.clears()).isEqualTo(clears + 1);
        assertThat(world.tables().covers(List.of(new RequiredDimensionRow.Agent("a7")))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422, 403, 500, 502, 0, 200})
    void keepsNoFactWaitingWhereItIsNew(int status) {
        poison(status);
        world.wanted.put(List.of(poisoned("new"), new AgentRow("fine", "Fine", "", "", "", true)));
        long clears = world.clears();

        world.run(Duration.ofSeconds(30));

        assertThat(world.agents())
                .hasSize(42)
                .containsEntry("new", "new")
                .containsEntry("fine", "Fine");
        assertThat(world.clears()).isEqualTo(clears);
        assertThat(world.tables().covers(List.of(new RequiredDimensionRow.Agent("new")))).isTrue();
    }

    @Test
    void isFoundAmongManyThatAreNew() {
        poison(500);
        world.wanted.put(
                IntStream.range(0, 300)
                        .mapToObj(
                                i ->
                                        new AgentRow(
                                                "n" + i,
                                                i == 123 ? "Poison" : "N",
                                                "",
                                                "",
                                                "",
                                                true))
                        .toList());

        world.run(Duration.ofMinutes(2));

        assertThat(world.agents())
                .hasSize(340)
                .containsEntry("n123", "n123")
                .containsEntry("n1", "N");
    }

    @Test
    void isShownByItsNameOnceThatIsMended() {
        poison(500);
        world.wanted.put(List.of(poisoned("a7")));
        world.run(Duration.ofSeconds(30));
        world.wanted.put(List.of(new AgentRow("a7", "Ada", "", "", "", true)));

        world.run(Duration.ofSeconds(30));

        assertThat(world.agents()).hasSize(40).containsEntry("a7", "Ada");
        assertThat(world.refused()).isEmpty();
    }

    @Test
    void isToldUntilItIsMended() {
        poison(400);
        world.wanted.put(List.of(poisoned("a7")));
        world.run(Duration.ofSeconds(30));

        assertThat(world.refused())
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.keys()).containsExactly("a7");
                            assertThat(each.refusal()).contains("A value of a row is refused");
                        });

        world.follow();
        world.run(Duration.ofMinutes(12));
        assertThat(world.refused()).as("tried again in vain").hasSize(1);

        world.service().clearPoison();
        world.run(Duration.ofMinutes(45));
        assertThat(world.refused()).isEmpty();
        assertThat(world.agents()).containsEntry("a7", "Poison");
    }

    @Test
    void isNotTriedAgainByEachWhoFollows() {
        poison(500);
        world.wanted.put(List.of(poisoned("a7")));
        world.run(Duration.ofSeconds(30));
        long clears = world.clears();

        world.follow();
        world.run(Duration.ofSeconds(30));

        assertThat(world.clears()).isEqualTo(clears);
        assertThat(world.agents()).hasSize(40).containsEntry("a7", "a7");
    }

    @Test
    void setsNothingAsideWhileEveryPostFails() {
        world.failPosts(500, 30);
        world.wanted.put(List.of(new AgentRow("fine", "Fine", "", "", "", true)));

        world.run(Duration.ofMinutes(2));

        assertThat(world.agents()).hasSize(41).containsEntry("fine", "Fine");
    }
}
