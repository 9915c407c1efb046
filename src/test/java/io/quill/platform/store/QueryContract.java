package io.quill.platform.store;

import static io.quill.platform.store.StoreUnderTest.sortKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reading a partition in order. */
interface QueryContract extends StoreUnderTest {
    private Query holding(String... sks) {
        String pk = fresh("partition");
        store().writeAll(Stream.of(sks).map(sk -> Write.insert(Item.at(pk, sk).build())).toList());
        return Query.of(pk).consistent();
    }

    @Test
    default void findsNothingInAnEmptyPartition() {
        assertThat(all(holding())).isEmpty();
    }

    @Test
    default void listsOnePartitionOnlyAndInOrder() {
        holding("a", "z");

        assertThat(sortKeys(all(holding("b", "c", "a")))).containsExactly("a", "b", "c");
    }

    @Test
    default void listsBackwards() {
        Query query = holding("b", "c", "a");

        assertThat(sortKeys(all(query.descending()))).containsExactly("c", "b", "a");
    }

    @Test
    default void listsOnlyWhatStartsWithThePrefix() {
        Query query = holding("run#1", "run#2", "run", "rum#3", "sun#1").withPrefix("run#");

        assertThat(sortKeys(all(query))).containsExactly("run#1", "run#2");
        assertThat(sortKeys(all(query.descending()))).containsExactly("run#2", "run#1");
    }

    @Test
    default void takesAPrefixLiterally() {
        Query query = holding("50%x", "50_x", "505x", "a*", "ab").withPrefix("50%");

        assertThat(sortKeys(all(query))).containsExactly("50%x");
    }

    @Test
    default void ordersByBytesWhateverTheCharacters() {
        String[] byBytes = {"A", "Z", "a", "ä", "€", "\uFFFD", "\uD83D\uDE00"};

        assertThat(sortKeys(all(holding(byBytes)))).containsExactly(byBytes);
        assertThat(sortKeys(all(holding(byBytes).limit(2)))).containsExactly(byBytes);
    }

    @Test
    default void goesOnWhereAPageEnded() {
        Query query = holding("a", "b", "c", "d", "e");

        assertThat(sortKeys(all(query.limit(2)))).containsExactly("a", "b", "c", "d", "e");
        assertThat(sortKeys(all(query.limit(5)))).containsExactly("a", "b", "c", "d", "e");
        assertThat(sortKeys(all(query.descending().limit(2))))
                .containsExactly("e", "d", "c", "b", "a");
    }

    @Test
    default void goesOnAfterTheItemWhereAPageEndedIsGone() {
        Query query = holding("a", "b", "c");
        ItemPage first = store().query(query.limit(2));
        store().write(new Write.Delete(new ItemKey(query.pk(), "b"), Condition.NONE));

        assertThat(sortKeys(all(query.after(first.next().orElseThrow())))).containsExactly("c");
    }

    @Test
    default void listsMoreThanAPageCanHold() {
        String pk = fresh("partition");
        List<Write> writes = new ArrayList<>();
        IntStream.range(0, 30)
                .mapToObj(i -> Item.at(pk, "%02d".formatted(i)).with("raw", new byte[100_000]))
                .forEach(item -> writes.add(Write.insert(item.build())));
        store().writeAll(writes);

        List<Item> found = all(Query.of(pk).consistent());

        assertThat(sortKeys(found)).hasSize(30).isSorted();
        assertThat(found).allMatch(item -> item.bytes("raw").orElseThrow().length == 100_000);
    }

    @Test
    default void refusesAPageOfNothing() {
        assertThatThrownBy(() -> Query.of("x").limit(0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
