package io.quill.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextSanitizerTest {
    private static final String SMILE = "\uD83D\uDE00";

    @ParameterizedTest
    @ValueSource(strings = {"", "Ada", "Zoë", "日本", SMILE, "a" + SMILE + "b" + SMILE})
    void leavesSoundTextAsItIs(String text) {
        assertThat(TextSanitizer.sanitize(text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'Ada \uD83D', 'Ada \uFFFD'",
        "'\uDE00 Ada', '\uFFFD Ada'",
        "'\uDE00\uD83D', '\uFFFD\uFFFD'",
        "'\uD83D\uD83D\uDE00', '\uFFFD\uD83D\uDE00'",
        "'\uD83Dx\uDE00', '\uFFFDx\uFFFD'"
    })
    void replacesTheHalfOfAPair(String text, String sound) {
        assertThat(TextSanitizer.sanitize(text)).isEqualTo(sound);
    }

    @Test
    void cutsAtFourThousandUnits() {
        assertThat(TextSanitizer.sanitize("x".repeat(4_001))).isEqualTo("x".repeat(4_000));
    }

    @Test
    void keepsAPairThatJustFits() {
        String fits = "x".repeat(3_998) + SMILE;

        assertThat(TextSanitizer.sanitize(fits + "y")).isEqualTo(fits);
    }

    @Test
    void leavesOutAPairThatWouldBeCutInTwo() {
        assertThat(TextSanitizer.sanitize("x".repeat(3_999) + SMILE)).isEqualTo("x".repeat(3_999));
    }
}
