package io.quill.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexPositionTest {
    @Property(tries = 200)
    void comesBackFromItsCursor(
            @ForAll @StringLength(max = 20) String at,
            @ForAll @NotEmpty @StringLength(max = 20) String pk,
            @ForAll @NotEmpty @StringLength(max = 20) String sk) {
        IndexPosition place = new IndexPosition(at, new ItemKey(pk, sk));

        assertThat(IndexPosition.parse(place.cursor())).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1:2", "9:9:short", "1:1:ab", "-1:2:abc"})
    void refusesWhatIsNoCursor(String text) {
        assertThatThrownBy(() -> IndexPosition.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
