package io.quill.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What the parts of the contract ask of the store that they are run against. */
interface StoreUnderTest {
    Duration PATIENCE = Duration.ofSeconds(15);

    DataStore store();

    SettableClock clock();

    /** A word that no other test uses, so that tests may share a table. */
    String fresh(String word);

    /** The clock's time in epoch seconds, so many seconds on. */
    default long inSeconds(long seconds) {
        return clock().instant().getEpochSecond() + seconds;
    }

    default Optional<Item> read(ItemKey itemKey) {
        return store().get(itemKey, Consistency.STRONG);
    }

    default List<Item> all(Query query) {
        List<Item> items = new ArrayList<>();
        Optional<Query> rest = Optional.of(query);
        while (rest.isPresent()) {
            ItemPage itemPage = store().query(rest.get());
            assertThat(itemPage.items()).hasSizeLessThanOrEqualTo(query.limit());
            items.addAll(itemPage.items());
            rest = itemPage.next().map(query::after);
        }
        return items;
    }

    default List<Item> all(IndexQuery query) {
        List<Item> items = new ArrayList<>();
        Optional<IndexQuery> rest = Optional.of(query);
        while (rest.isPresent()) {
            ItemPage itemPage = store().index(rest.get());
            assertThat(itemPage.items()).hasSizeLessThanOrEqualTo(query.limit());
            items.addAll(itemPage.items());
            rest = itemPage.next().map(query::after);
        }
        return items;
    }

    /** Looks at the index until it shows what it should, since it may lag behind. */
    default void eventually(IndexQuery query, Consumer<List<Item>> expectation) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                expectation.accept(all(query));
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    static List<Write> inserts(String pk, int number) {
        return IntStream.range(0, number).<Write>mapToObj(i -> insert(pk, i)).toList();
    }

    static Write insert(String pk, int number) {
        return Write.insert(Item.at(pk, "%05d".formatted(number)).with("n", number).build());
    }

    static List<String> sortKeys(List<Item> items) {
        return items.stream().map(item -> item.key().sk()).toList();
    }
}
