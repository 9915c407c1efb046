package io.quill.platform.store;

import static io.quill.platform.store.StoreUnderTest.insert;
import static io.quill.platform.store.StoreUnderTest.inserts;
import static io.quill.platform.store.WriteResult.APPLIED;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Many writes in one call. */
interface BatchContract extends StoreUnderTest {
    @Test
    default void doesNothingWhenGivenNothing() {
        assertThat(store().writeAll(List.of())).isEmpty();
    }

    @Test
    default void insertsManyInOneCall() {
        String pk = fresh("fact");

        assertThat(store().writeAll(inserts(pk, 130))).hasSize(130).containsOnly(APPLIED);
        assertThat(all(Query.of(pk).consistent())).hasSize(130);
    }

    @Test
    default void answersLaterWhoDoesNotWait() {
        String pk = fresh("fact");
        store().write(insert(pk, 1));

        assertThat(store().submitAll(inserts(pk, 2)))
                .succeedsWithin(Duration.ofSeconds(30))
                .isEqualTo(List.of(APPLIED, refusedBy(pk, 1)));
        assertThat(all(Query.of(pk).consistent())).hasSize(2);
    }

    @Test
    default void tellsWhoDoesNotWaitOfAFault() {
        Item large = Item.at(fresh("fact"), "k").with("n", "x".repeat(Item.MOST_BYTES)).build();

        assertThat(store().submitAll(List.of(Write.insert(large))))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(StoreException.class);
    }

    @Test
    default void answersEachWriteInTheOrderGiven() {
        String pk = fresh("fact");
        store().write(insert(pk, 1));
        store().write(insert(pk, 3));

        List<WriteResult> results = store().writeAll(inserts(pk, 5));

        assertThat(results)
                .containsExactly(APPLIED, refusedBy(pk, 1), APPLIED, refusedBy(pk, 3), APPLIED);
    }

    @Test
    default void letsTheFirstOfEqualKeysWin() {
        String pk = fresh("fact");
        Item first = Item.at(pk, "k").with("try", 1).build();
        Item second = Item.at(pk, "k").with("try", 2).build();
        WriteResult refused = new WriteResult.Refused(Optional.of(first));
        List<Write> writes = List.of(insert(pk, 0), Write.insert(first), Write.insert(second));

        assertThat(store().writeAll(writes)).containsExactly(APPLIED, APPLIED, refused);
        assertThat(store().writeAll(writes)).doesNotContain(APPLIED).endsWith(refused, refused);
    }

    @Test
    default void letsTheFirstOfManyEqualKeysWin() {
        String pk = fresh("fact");

        List<WriteResult> results = store().writeAll(Collections.nCopies(100, insert(pk, 7)));

        assertThat(results.getFirst()).isEqualTo(APPLIED);
        assertThat(results.subList(1, 100)).containsOnly(refusedBy(pk, 7));
    }

    @Test
    default void writesOneKeySeveralTimesInOrder() {
        String pk = fresh("fact");
        ItemKey itemKey = new ItemKey(pk, "00001");
        List<Write> writes =
                List.of(
                        insert(pk, 1),
                        new Write.Update(
                                itemKey,
                                List.of(AttributeChange.add("n", 1)),
                                Condition.is("n", 1)),
                        new Write.Update(
                                itemKey,
                                List.of(AttributeChange.add("n", 1)),
                                Condition.is("n", 1)),
                        new Write.Delete(itemKey, Condition.is("n", 2)),
                        insert(pk, 1));

        List<WriteResult> results = store().writeAll(writes);

        Item second = Item.at(pk, "00001").with("n", 2).build();
        assertThat(results)
                .containsExactly(
                        APPLIED,
                        APPLIED,
                        new WriteResult.Refused(Optional.of(second)),
                        APPLIED,
                        APPLIED);
        assertThat(read(itemKey).flatMap(item -> item.number("n"))).contains(1L);
    }

    @Test
    default void mixesPutsUpdatesAndDeletes() {
        String pk = fresh("fact");
        store().writeAll(inserts(pk, 100));
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            ItemKey itemKey = new ItemKey(pk, "%05d".formatted(i));
            writes.add(
                    switch (i % 3) {
                        case 0 -> insert(pk, i);
                        case 1 -> new Write.Delete(itemKey, Condition.is("n", i));
                        default -> new Write.Update(itemKey, add(1000), Condition.is("n", i));
                    });
        }

        List<WriteResult> results = store().writeAll(writes);

        for (int i = 0; i < 150; i++) {
            boolean insert = i % 3 == 0;
            boolean applied = insert == (i >= 100);
            assertThat(results.get(i).equals(APPLIED)).as("write %d", i).isEqualTo(applied);
        }
        assertThat(all(Query.of(pk).consistent())).hasSize(34 + 33 + 16);
    }

    private static List<AttributeChange> add(long number) {
        return List.of(AttributeChange.add("n", number));
    }

    private static WriteResult refusedBy(String pk, int number) {
        Item current = ((Write.Put) insert(pk, number)).item();
        return new WriteResult.Refused(Optional.of(current));
    }
}
