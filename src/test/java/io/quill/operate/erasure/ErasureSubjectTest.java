package io.quill.operate.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;

class ErasureSubjectTest {
    private static final ErasureSubject PERSON =
            new ErasureSubject("A1", Set.of("Zoë Groß", "zoe@example.org", "Al"));

    private static String without(String text) {
        return new String(PERSON.removeFrom(text.getBytes(UTF_8)), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë Groß",
                "ZOË GROSS",
                "ZOË GROẞ",
                "zoë groß",
                "Zo\\u00eb Gro\\u00DF",
                "Zoe\u0308 Groß",
                "\\u005Aoë\\u0020Groß"
            })
    void findsANameHoweverItIsWritten(String name) {
        assertThat(without("{\"by\":\"" + name + "\",\"n\":1}"))
                .isEqualTo("{\"by\":\"Erased A1\",\"n\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "ΝΊΚΟΣ, Νίκος",
        "Νίκος, ΝΊΚΟΣ",
        "Élodie, éLODIE",
        "Élodie, E\u0301LODIE",
        "GROẞ, gross",
        "Ødegård, ØDEGÅRD",
        "Юлия, юЛИЯ"
    })
    void findsANameInAnotherCase(String known, String written) {
        ErasureSubject erasureSubject = new ErasureSubject("A1", Set.of(known));
        byte[] text = ("by " + written + ".").getBytes(UTF_8);

        assertThat(new String(erasureSubject.removeFrom(text), UTF_8)).isEqualTo("by Erased A1.");
    }

    /** These are other names, as far as anybody can tell. */
    @ParameterizedTest
    @CsvSource({"Gross, Groß", "Elodie, Élodie", "Groß, Gros"})
    void leavesANameInAnotherSpelling(String known, String written) {
        assertThat(new ErasureSubject("A1", Set.of(known)).isIn(written.getBytes(UTF_8))).isFalse();
    }

    @Test
    void leavesNothingOfAnAddress() {
        assertThat(without("<ZOE@Example.org>;zoe@example.org")).isEqualTo("<>;");
    }

    @Test
    void findsANameBehindAnEscape() {
        assertThat(without("Hi\\nZoë Groß")).isEqualTo("Hi\\nErased A1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë Großmann", "mezoe@example.org", "Al", "Zoë", "also"})
    void leavesOtherWordsAlone(String text) {
        assertThat(without(text)).isEqualTo(text);
        assertThat(PERSON.isIn(text.getBytes(UTF_8))).isFalse();
    }

    @Test
    void leavesBytesThatAreNoText() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        assertThat(new String(PERSON.removeFrom(bytes), ISO_8859_1))
                .isEqualTo(new String(bytes, ISO_8859_1));
    }
}
