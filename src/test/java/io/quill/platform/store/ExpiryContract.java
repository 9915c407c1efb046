package io.quill.platform.store;

import static io.quill.platform.store.WriteResult.APPLIED;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An item past its expiry is absent, whether or not the store has swept it yet. */
interface ExpiryContract extends StoreUnderTest {
    Duration DAY = Duration.ofDays(1);

    private Item settled(long expiresAt) {
        return Item.at(fresh("fact"), "fact")
                .with("state", "settled")
                .with(Item.EXPIRES_AT, expiresAt)
                .build();
    }

    private Item expired() {
        Item item = settled(inSeconds(60));
        store().write(Write.insert(item));
        clock().advance(DAY);
        return item;
    }

    private Item another(Item item) {
        return Item.at(item.key().pk(), item.key().sk()).with("state", "ready").build();
    }

    @Test
    default void readsAnItemUntilItsVerySecond() {
        Item item = settled(inSeconds(60));
        store().write(Write.insert(item));

        clock().advance(Duration.ofSeconds(59));
        assertThat(read(item.key())).contains(item);

        clock().advance(Duration.ofSeconds(1));
        assertThat(read(item.key())).isEmpty();
    }

    @Test
    default void leavesTheExpiredOutOfAQuery() {
        Item item = expired();
        store().write(Write.insert(Item.at(item.key().pk(), "other").build()));

        assertThat(all(Query.of(item.key().pk()).consistent().limit(1)))
                .containsExactly(Item.at(item.key().pk(), "other").build());
    }

    @Test
    default void leavesTheExpiredOutOfTheIndex() {
        String ready = fresh("ready");
        Item.Builder item = Item.at(fresh("fact"), "fact").with(Item.INDEX, ready);
        Item live = item.with(Item.INDEX_ORDER, "1").build();
        Item.Builder other = Item.at(fresh("fact"), "fact").with(Item.INDEX, ready);
        Item brief = other.with(Item.INDEX_ORDER, "2").with(Item.EXPIRES_AT, inSeconds(1)).build();
        store().writeAll(List.of(Write.insert(live), Write.insert(brief)));
        eventually(IndexQuery.of(ready, 9), all -> assertThat(all).containsExactly(live, brief));

        clock().advance(DAY);

        eventually(IndexQuery.of(ready, 9), all -> assertThat(all).containsExactly(live));
    }

    @Test
    default void insertsOverAnExpiredItem() {
        Item old = expired();
        Item young = another(old);

        assertThat(store().write(Write.insert(young))).isEqualTo(APPLIED);
        assertThat(read(old.key())).contains(young);
    }

    @Test
    default void insertsAGroupOverExpiredItems() {
        Item first = expired();
        Item second = expired();
        List<Write> writes = List.of(Write.insert(another(first)), Write.insert(another(second)));

        assertThat(store().writeAll(writes)).containsExactly(APPLIED, APPLIED);
        assertThat(read(second.key())).contains(another(second));
    }

    @Test
    default void insertsWhatWasAlreadyExpired() {
        Item old = settled(inSeconds(-60));

        assertThat(store().write(Write.insert(old))).isEqualTo(APPLIED);
        assertThat(read(old.key())).isEmpty();
        assertThat(store().write(Write.insert(another(old)))).isEqualTo(APPLIED);
    }

    @Test
    default void meetsNoConditionOnAnExpiredItem() {
        Item old = expired();
        Condition settled = Condition.is("state", "settled");
        WriteResult refusedByNothing = new WriteResult.Refused(Optional.empty());
        List<AttributeChange> changes = List.of(AttributeChange.set("state", "x"));

        assertThat(store().write(new Write.Update(old.key(), changes, settled)))
                .isEqualTo(refusedByNothing);
        assertThat(store().write(new Write.Put(another(old), settled))).isEqualTo(refusedByNothing);
        assertThat(store().write(new Write.Delete(old.key(), settled))).isEqualTo(refusedByNothing);
    }

    @Test
    default void updatesAnExpiredItemFromNothing() {
        List<AttributeChange> changes =
                List.of(AttributeChange.set("fresh", "yes"), AttributeChange.add("n", 1));
        for (Condition condition : List.of(Condition.NONE, Condition.ABSENT)) {
            Item old = expired();

            assertThat(store().write(new Write.Update(old.key(), changes, condition)))
                    .isEqualTo(APPLIED);
            assertThat(read(old.key()))
                    .contains(
                            Item.at(old.key().pk(), "fact")
                                    .with("fresh", "yes")
                                    .with("n", 1)
                                    .build());
        }
    }

    @Test
    default void bringsAnItemToLifeByTakingItsExpiryAway() {
        Item item = settled(inSeconds(60));
        store().write(Write.insert(item));
        List<AttributeChange> stay = List.of(AttributeChange.remove(Item.EXPIRES_AT));
        store().write(new Write.Update(item.key(), stay, Condition.NONE));

        clock().advance(DAY);

        assertThat(read(item.key())).isPresent();
    }
}
