package io.quill.records.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that would be large if they were taken by their word. */
@Timeout(60)
class HostileDocumentTest {
    /** Ten to the ninth elements, if each alias were what it stands for. */
    @Test
    void doesNotUnfoldAliases() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String before = "*a" + (i - 1);
            text.append("a%d: &a%d [".formatted(i, i))
                    .append((before + ", ").repeat(9))
                    .append(before)
                    .append("]\n");
        }

        ParseResult<Document> parseResult = Document.read("bomb.yaml", text.toString());

        assertThat(parseResult).isInstanceOf(ParseResult.Sound.class);
        assertThat(((ParseResult.Sound<Document>) parseResult).value().lines())
                .hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deep.yaml", "deep.json"})
    void refusesWhatIsNestedTooDeep(String file) {
        String text = "[".repeat(100_000) + "]".repeat(100_000);

        assertThat(Document.read(file, text)).isInstanceOf(ParseResult.Faulty.class);
    }

    @Test
    void refusesANumberOfAMillionDigits() {
        String text = "{\"a\": " + "9".repeat(1_000_000) + "}";

        assertThat(Document.read("wide.json", text) instanceof ParseResult.Faulty).isTrue();
    }
}
