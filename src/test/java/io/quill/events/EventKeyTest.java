package io.quill.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;

class EventKeyTest {
    @Test
    void isTheIdWhereThatHasNoCapitals() {
        assertThat(EventKey.of("ALOWARE", "54363660").value()).isEqualTo("ALOWARE:54363660");
        assertThat(EventKey.of("HUBSPOT", "77", "0-5", "9001", "created").value())
                .isEqualTo("HUBSPOT:77:0-5:9001:created");
    }

    @Test
    void writesACapitalAsATildeAndItsSmallLetter() {
        assertThat(EventKey.of("ALOWARE", "aB").value()).isEqualTo("ALOWARE:a~b");
        assertThat(EventKey.of("ALOWARE", "Ab").value()).isEqualTo("ALOWARE:~ab");
        assertThat(EventKey.of("ALOWARE", "ab").value()).isEqualTo("ALOWARE:ab");
        assertThat(EventKey.of("ALOWARE", "a~b").value()).isEqualTo("ALOWARE:a~~b");
    }

    @Test
    void isNoLongerThanAStoreTakes() {
        assertThat(new EventKey("A:" + "b".repeat(2_046)).value()).hasSize(2_048);
        assertThatThrownBy(() -> new EventKey("A:" + "b".repeat(2_047)))
                .hasMessageContaining("2048 bytes at most");
        assertThatThrownBy(() -> new EventKey("A:" + "\u20ac".repeat(683)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void staysWhatWasStored() {
        assertThat(new EventKey("ALOWARE:aB").value()).isEqualTo("ALOWARE:aB");
    }

    @Property(tries = 2_000)
    void isAnotherForEachOtherIdWhateverTheCase(
            @ForAll
                    @AlphaChars
                    @NumericChars
                    @Chars({'~', '-', '_'})
                    @StringLength(min = 1, max = 4)
                    String one,
            @ForAll
                    @AlphaChars
                    @NumericChars
                    @Chars({'~', '-', '_'})
                    @StringLength(min = 1, max = 4)
                    String other) {
        String key = EventKey.of("ALOWARE", one).value();

        assertThat(key.equalsIgnoreCase(EventKey.of("ALOWARE", other).value()))
                .isEqualTo(one.equals(other));
    }
}
