package io.quill.events.source;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.OptionalLong;

class JsonObjectTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "54363660",
                "\"54363660\"",
                "54363660.0",
                "\"54363660.0\"",
                "5.436366E7",
                "5436366e1",
                "\" 54363660 \"",
                "\"054363660\"",
                "\"5.436366E7\"",
                "\"5436366e1\"",
                "\"+54363660\""
            })
    void givesOneIdHoweverItIsWritten(String json) {
        assertThat(of(json).id("a")).contains("54363660");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740993", "\"9007199254740993\"", "9007199254740993.0"})
    void keepsIdsThatADoubleWouldChange(String json) {
        assertThat(of(json).id("a")).contains("9007199254740993");
    }

    @ParameterizedTest
    @CsvSource({"'\"12e45678\"',12e45678", "'\"12E400\"',12E400", "'\"7-7\"',7-7"})
    void takesWhatOnlyBeginsAsANumberAsItIs(String json, String id) {
        assertThat(of(json).id("a")).contains(id);
    }

    @ParameterizedTest
    @CsvSource({"1.0,1", "'\"01\"',1", "'\"Completed\"',Completed", "-1,-1", "0,0"})
    void givesOneCodeHoweverItIsWritten(String json, String code) {
        assertThat(of(json).code("a")).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0f3c9d2e-5b1a-4e8f\"", "\"msg_27UH4\""})
    void takesAnIdThatIsNoNumber(String json) {
        assertThat(of(json).id("a")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\"  \"",
                "0",
                "-1",
                "\"-1\"",
                "\"0\"",
                "0.0",
                "-1.0",
                "1.5",
                "\"null\"",
                "true",
                "{}",
                "[1]",
                "\"a:b\"",
                "\"a b\"",
                "\"ü\"",
                "\"1.x\"",
                "\".\"",
                "1e999999999",
                "1e-999999999",
                "1e99999999999"
            })
    @Timeout(5)
    void knowsWhatIsNoId(String json) {
        assertThat(of(json).id("a")).isEmpty();
    }

    @Test
    void refusesAnIdThatWouldNotFitAKey() {
        assertThat(of("\"" + "7".repeat(65) + "\"").id("a")).isEmpty();
        assertThat(of("9".repeat(900)).id("a")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"63,63", "'\"63\"',63", "63.9,63", "6.3e1,63", "-5,-5", "1e-999999999,0"})
    void cutsANumberToAWholeOne(String json, long whole) {
        assertThat(of(json).wholeNumber("a")).isEqualTo(OptionalLong.of(whole));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\"ten\"",
                "true",
                "1e19",
                "1e999999999",
                "1e99999999999",
                "{}"
            })
    @Timeout(5)
    void knowsWhatIsNoWholeNumber(String json) {
        assertThat(of(json).wholeNumber("a")).isEmpty();
    }

    @Test
    void isRenamedToItsDepth() {
        JsonObject object =
                of("{\"B\":{\"C\":1}}").withRenamedKeys(name -> name.toLowerCase(Locale.ROOT));

        assertThat(object.object("a").flatMap(a -> a.object("b")).flatMap(b -> b.id("c")))
                .contains("1");
    }

    @Test
    void showsNothingOfWhatItHolds() {
        assertThat(of("\"+12025550147\"").toString()).isEqualTo("JsonObject[20 bytes]");
    }

    private static JsonObject of(String json) {
        byte[] body = ("{\"a\":" + json + "}").getBytes(UTF_8);
        if (EntryParser.parse(body).getFirst() instanceof ParsedEntry.Event(var object)) {
            return object;
        }
        throw new AssertionError("unreadable: " + json);
    }
}
