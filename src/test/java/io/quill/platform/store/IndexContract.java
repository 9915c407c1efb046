package io.quill.platform.store;

import static io.quill.platform.store.StoreUnderTest.sortKeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/** The sparse index. */
interface IndexContract extends StoreUnderTest {
    private Item waiting(String partition, String sk, String since) {
        return Item.at(fresh("fact"), sk)
                .with(Item.INDEX, partition)
                .with(Item.INDEX_ORDER, since)
                .with("row", "{}")
                .build();
    }

    @Test
    default void listsWholeItemsInTheOrderOfTheIndex() {
        String ready = fresh("ready");
        Item late = waiting(ready, "late", "2026-03-01T09:00:02Z");
        Item early = waiting(ready, "early", "2026-03-01T09:00:01Z");
        store().write(Write.insert(late));
        store().write(Write.insert(early));
        store().write(Write.insert(waiting(fresh("parked"), "other", "2026-03-01T09:00:00Z")));

        eventually(
                IndexQuery.of(ready, 10), found -> assertThat(found).containsExactly(early, late));
    }

    @Test
    default void leavesOutWhatIsNotIndexed() {
        String ready = fresh("ready");
        Item indexed = waiting(ready, "indexed", "1");
        store().write(Write.insert(Item.at(fresh("fact"), "x").with(Item.INDEX, ready).build()));
        store().write(Write.insert(Item.at(fresh("fact"), "y").with("row", "{}").build()));
        store().write(Write.insert(indexed));

        eventually(IndexQuery.of(ready, 10), found -> assertThat(found).containsExactly(indexed));
    }

    @Test
    default void forgetsWhatLosesItsPlace() {
        String ready = fresh("ready");
        Item settled = waiting(ready, "settled", "1");
        Item pending = waiting(ready, "pending", "2");
        store().writeAll(List.of(Write.insert(settled), Write.insert(pending)));
        List<AttributeChange> leave =
                List.of(
                        AttributeChange.remove(Item.INDEX),
                        AttributeChange.remove(Item.INDEX_ORDER));
        store().write(new Write.Update(settled.key(), leave, Condition.NONE));

        eventually(IndexQuery.of(ready, 10), found -> assertThat(found).containsExactly(pending));
    }

    @Test
    default void movesWhatChangesItsPartition() {
        String ready = fresh("ready");
        String batched = fresh("batched");
        Item fact = waiting(ready, "fact", "1");
        store().write(Write.insert(fact));
        List<AttributeChange> join = List.of(AttributeChange.set(Item.INDEX, batched));
        store().write(new Write.Update(fact.key(), join, Condition.is(Item.INDEX, ready)));

        eventually(
                IndexQuery.of(batched, 10),
                found -> assertThat(sortKeys(found)).containsExactly("fact"));
        eventually(IndexQuery.of(ready, 10), found -> assertThat(found).isEmpty());
    }

    @Test
    default void forgetsWhatIsDeletedOrReplaced() {
        String ready = fresh("ready");
        Item deleted = waiting(ready, "deleted", "1");
        Item replaced = waiting(ready, "replaced", "2");
        store().writeAll(List.of(Write.insert(deleted), Write.insert(replaced)));
        store().write(new Write.Delete(deleted.key(), Condition.NONE));
        Item settled = Item.at(replaced.key().pk(), replaced.key().sk()).build();
        store().write(new Write.Put(settled, Condition.NONE));

        eventually(IndexQuery.of(ready, 10), found -> assertThat(found).isEmpty());
    }

    @Test
    default void goesThroughTheIndexPageByPage() {
        String ready = fresh("ready");
        List<Item> items =
                IntStream.range(0, 23)
                        .mapToObj(i -> waiting(ready, "%02d".formatted(i), "at:" + i / 10))
                        .toList();
        store().writeAll(items.stream().map(Write::insert).toList());

        eventually(
                IndexQuery.of(ready, 5),
                found -> {
                    assertThat(found).containsExactlyInAnyOrderElementsOf(items);
                    assertThat(found)
                            .extracting(item -> item.text(Item.INDEX_ORDER).orElseThrow())
                            .isSorted();
                });
    }
}
