package io.quill.events.source;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;

class EntryParserTest {
    private static final String NOT_JSON = "the body is not JSON, or not all of it";

    @Nested
    class ABodyThatIsRead {
        @Test
        void isOneEntryWhenItIsAnObject() {
            assertThat(event("{\"id\":7}").id("id")).contains("7");
        }

        @Test
        void mayBeginWithAByteOrderMark() {
            assertThat(event("\uFEFF {\"id\":7}").id("id")).contains("7");
        }

        @Test
        void tellsNullFromNothing() {
            assertThat(event("{\"id\":null}").text("id")).isEmpty();
        }

        @Test
        void keepsTheBytesOfEachEntry() {
            List<ParsedEntry> entries = read("\uFEFF[ {\"a\":\"ü\"} ,{\"b\":[1,{\"c\":2}]}]");

            assertThat(entries)
                    .extracting(
                            parsedEntry ->
                                    parsedEntry instanceof ParsedEntry.Event(var e)
                                            ? text(e.raw())
                                            : "")
                    .containsExactly("{\"a\":\"ü\"}", "{\"b\":[1,{\"c\":2}]}");
        }

        @Test
        void hasNoEntryWhenItIsAnEmptyArray() {
            assertThat(read("[]")).isEmpty();
        }
    }

    @Nested
    class AnEntryThatIsBroken {
        @Test
        void leavesItsNeighboursWhole() {
            List<ParsedEntry> entries =
                    read("[{\"a\":1},{\"a\":1,\"a\":2},\"x\",-12.5e3,null,[[{}]],{\"b\":2}]");

            assertThat(entries)
                    .extracting(EntryParserTest::told)
                    .containsExactly(
                            "event",
                            "a name stands twice in one object: {\"a\":1,\"a\":2}",
                            "it is not a JSON object: \"x\"",
                            "it is not a JSON object: -12.5e3",
                            "it is not a JSON object: null",
                            "it is not a JSON object: [[{}]]",
                            "event");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"a\":null,\"a\":1}",
                    "{\"a\":[],\"a\":1}",
                    "{\"b\":{\"a\":1,\"a\":1}}",
                    "{\"b\":[{\"a\":1,\"\\u0061\":1}]}"
                })
        void namesTwiceAnywhereWithinIt(String json) {
            assertThat(reasons(json.getBytes(UTF_8)))
                    .containsExactly("a name stands twice in one object");
        }
    }

    @Nested
    class ABodyThatCannotBeRead {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "nonsense",
                    "{'a':1}",
                    "{\"a\":01}",
                    "{\"a\":NaN}",
                    "{\"a\":1,}",
                    "// c\n{}",
                    "{\"a\":\"\t\"}",
                    "a=1&b=2",
                    "]",
                    "{\"a\":tru}",
                    "{",
                    "[{\"a\":1}",
                    "{\"a\":",
                    "{\"a\":\"b",
                    "[1,"
                })
        void isNotJson(String body) {
            assertThat(reasons(body.getBytes(UTF_8))).containsExactly(NOT_JSON);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{} {}", "[1] x", "{}]", "{}\u0000"})
        void goesOnAfterItsEnd(String body) {
            assertThat(reasons(body.getBytes(UTF_8)))
                    .first()
                    .isIn("something follows the JSON", NOT_JSON);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  \n", "\uFEFF"})
        void isEmpty(String body) {
            assertThat(reasons(body.getBytes(UTF_8))).containsExactly("the body is empty");
        }

        @ParameterizedTest
        @ValueSource(strings = {"C080", "EDA080", "F4908080", "FF", "E282", "80"})
        void isNotValidUtf8(String hex) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes("{\"a\":\"".getBytes(UTF_8));
            body.writeBytes(HexFormat.of().parseHex(hex));
            body.writeBytes("\"}".getBytes(UTF_8));

            assertThat(reasons(body.toByteArray())).containsExactly("the body is not valid UTF-8");
        }

        @Test
        void isInAnotherEncoding() {
            assertThat(reasons("{\"a\":1}".getBytes(UTF_16BE))).containsExactly(NOT_JSON);
        }

        @Test
        @Timeout(5)
        void isNestedWithoutEnd() {
            for (String open : List.of("[", "{\"a\":", "[{\"a\":")) {
                assertThat(reasons(open.repeat(100_000).getBytes(UTF_8)))
                        .containsExactly("the JSON is too deep or a value too long");
            }
        }

        @Test
        void holdsANumberOfEndlessDigits() {
            assertThat(reasons(("{\"a\":" + "9".repeat(2_000) + "}").getBytes(UTF_8)))
                    .containsExactly("the JSON is too deep or a value too long");
        }

        @Test
        void hasMoreEntriesThanAreTakenApart() {
            String thousand = "{},".repeat(1_000);

            assertThat(read("[" + thousand.substring(0, 2_999) + "]")).hasSize(1_000);
            assertThat(reasons(("[" + thousand + "{}]").getBytes(UTF_8)))
                    .containsExactly(
                            "it has more than 1,000 entries: fetch it, and send it again in parts");
        }

        @Test
        void hasMoreNamesThanAreKept() {
            String inner = "{\"b\":{\"c\":[{\"d\":1}]}},";

            assertThat(reasons(("[" + inner.repeat(999) + "{}]").getBytes(UTF_8))).hasSize(1_000);
            assertThat(reasons(("{\"a\":[" + inner.repeat(7_000) + "{}]}").getBytes(UTF_8)))
                    .containsExactly(
                            "it has more than 20,000 names: fetch it, and send it again in parts");
        }

        @Test
        void isKeptWhole() {
            byte[] body = "{\"a\"".getBytes(UTF_8);

            assertThat(EntryParser.parse(body))
                    .extracting(
                            parsedEntry ->
                                    parsedEntry instanceof ParsedEntry.Broken b
                                            ? b.raw()
                                            : new byte[0])
                    .containsExactly(body);
        }
    }

    private static List<ParsedEntry> read(String json) {
        return EntryParser.parse(json.getBytes(UTF_8));
    }

    private static JsonObject event(String json) {
        if (read(json).getFirst() instanceof ParsedEntry.Event(var event)) {
            return event;
        }
        throw new AssertionError("unreadable: " + json);
    }

    private static List<String> reasons(byte[] body) {
        return EntryParser.parse(body).stream()
                .map(
                        parsedEntry ->
                                parsedEntry instanceof ParsedEntry.Broken b ? b.reason() : "event")
                .toList();
    }

    private static String told(ParsedEntry parsedEntry) {
        return switch (parsedEntry) {
            case ParsedEntry.Event _ -> "event";
            case ParsedEntry.Broken(var reason, var raw) -> reason + ": " + text(raw);
        };
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
