package io.quill.platform.store;

import static io.quill.platform.store.WriteResult.APPLIED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What an item may hold. */
interface ContentContract extends StoreUnderTest {
    private Item sized(int bytes) {
        Item empty = Item.at(fresh("raw"), "chunk").with("body", new byte[0]).build();
        byte[] body = new byte[bytes - empty.size()];
        return Item.at(empty.key().pk(), "chunk").with("body", body).build();
    }

    @Test
    default void keepsEveryValueIntact() {
        Item item =
                Item.at(fresh("Ünïcode 日本 😀 'q' \"d\" \\ % _ #:?"), "ß/\u0001\n'x'")
                        .with("text", "héllo 😀 \u0000 \r\n\t ' \" \\")
                        .with("emptyText", "")
                        .with("most", Long.MAX_VALUE)
                        .with("least", Long.MIN_VALUE)
                        .with("zero", 0)
                        .with("bytes", new byte[] {0, -1, 127, -128})
                        .with("emptyBytes", new byte[0])
                        .with("name", "a reserved word")
                        .with("it's a \"name\" – ü", "an odd name")
                        .build();

        assertThat(store().write(Write.insert(item))).isEqualTo(APPLIED);
        assertThat(read(item.key())).contains(item);
        assertThat(all(Query.of(item.key().pk()).withPrefix("ß").consistent()))
                .containsExactly(item);
    }

    @Test
    default void keepsEveryChangedValueIntact() {
        ItemKey itemKey = new ItemKey(fresh("raw"), "x");
        List<AttributeChange> changes =
                List.of(
                        AttributeChange.set("status", "😀"),
                        AttributeChange.set("size", Long.MIN_VALUE),
                        AttributeChange.set("data", new byte[] {0, 1}),
                        AttributeChange.set("empty", ""));

        store().write(new Write.Update(itemKey, changes, Condition.NONE));

        assertThat(read(itemKey))
                .contains(
                        Item.at(itemKey.pk(), "x")
                                .with("status", "😀")
                                .with("size", Long.MIN_VALUE)
                                .with("data", new byte[] {0, 1})
                                .with("empty", "")
                                .build());
    }

    @Test
    default void takesTheLargestItemThereCanBe() {
        Item largest = sized(Item.MOST_BYTES);

        assertThat(store().write(Write.insert(largest))).isEqualTo(APPLIED);
        assertThat(read(largest.key())).contains(largest);
    }

    @Test
    default void refusesAnItemThatIsTooLarge() {
        Item tooLarge = sized(Item.MOST_BYTES + 1);

        assertTooLarge(tooLarge.key(), List.of(Write.insert(tooLarge)));
        assertTooLarge(tooLarge.key(), List.of(new Write.Put(tooLarge, Condition.NONE)));
    }

    @Test
    default void writesNothingOfABatchWithAnItemThatIsTooLarge() {
        String pk = fresh("raw");
        Item tooLarge = sized(Item.MOST_BYTES + 1);
        List<Write> writes = List.of(StoreUnderTest.insert(pk, 0), Write.insert(tooLarge));

        assertTooLarge(tooLarge.key(), writes);
        assertThat(all(Query.of(pk).consistent())).isEmpty();
    }

    @Test
    default void refusesToLetAnItemGrowTooLarge() {
        Item half = sized(Item.MOST_BYTES / 2);
        store().write(Write.insert(half));
        List<AttributeChange> more =
                List.of(AttributeChange.set("more", new byte[Item.MOST_BYTES / 2 + 1000]));

        assertTooLarge(half.key(), List.of(new Write.Update(half.key(), more, Condition.NONE)));
        assertThat(read(half.key())).contains(half);
    }

    private void assertTooLarge(ItemKey itemKey, List<Write> writes) {
        assertThatThrownBy(() -> store().writeAll(writes))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.TOO_LARGE))
                .hasMessageContaining(itemKey.pk());
        assertThat(read(itemKey).filter(item -> item.size() > Item.MOST_BYTES)).isEmpty();
    }
}
