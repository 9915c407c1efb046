package io.quill.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class ItemTest {
    private static Item.Builder item() {
        return Item.at("p", "s");
    }

    @Test
    void isMeasuredInBytesOfNamesAndValues() {
        int bare = item().build().size();

        assertThat(bare).isEqualTo("pk".length() + 1 + "sk".length() + 1);
        assertThat(item().with("é", "日本").build().size()).isEqualTo(bare + 2 + 6);
        assertThat(item().with("b", new byte[7]).build().size()).isEqualTo(bare + 1 + 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pk", "sk", "_w"})
    void keepsTheStoresOwnNamesForTheStore(String name) {
        Item.Builder item = item().with(name, "x");

        assertThatThrownBy(item::build).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesOnlyTextIntoTheIndexAndOnlyNumbersForItsExpiry() {
        Item.Builder number = item().with(Item.INDEX, 1);
        Item.Builder empty = item().with(Item.INDEX_ORDER, "");
        Item.Builder text = item().with(Item.EXPIRES_AT, "tomorrow");

        assertThatThrownBy(number::build).hasMessageContaining(Item.INDEX);
        assertThatThrownBy(empty::build).hasMessageContaining(Item.INDEX_ORDER);
        assertThatThrownBy(text::build).hasMessageContaining(Item.EXPIRES_AT);
    }

    @Test
    void expiresWithTheSecondItNames() {
        Item item = item().with(Item.EXPIRES_AT, 1000).build();

        assertThat(item.expired(Instant.ofEpochMilli(999_999))).isFalse();
        assertThat(item.expired(Instant.ofEpochMilli(1_000_000))).isTrue();
        assertThat(item().build().expired(Instant.MAX)).isFalse();
    }

    @Test
    void refusesKeysThatNoTableTakes() {
        assertThatThrownBy(() -> new ItemKey("", "s")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ItemKey("p", "ü".repeat(513)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1026");
        assertThat(new ItemKey("p".repeat(2048), "s".repeat(1024)).pk()).hasSize(2048);
    }
}
