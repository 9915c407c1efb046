package io.quill.records.pull.json;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class JsonFieldExtractorTest {
    private static final JsonPointer ID = JsonPointer.compile("/id");
    private static final JsonPointer CHANGED = JsonPointer.compile("/_info/lastUpdated");
    private static final JsonPointer REMOVED = JsonPointer.compile("/@removed");

    private static Map<JsonPointer, String> of(String json) {
        return JsonFieldExtractor.extract(json.getBytes(UTF_8), List.of(ID, CHANGED, REMOVED));
    }

    @Test
    void findsWhatIsWantedHoweverDeep() {
        assertThat(
                        of(
                                "{\"other\":{\"id\":9},\"_info\":{\"a\":[{\"lastUpdated\":\"x\"}],"
                                        + "\"lastUpdated\":\"2026\"},\"id\":12345678901234567890}"))
                .containsOnly(Map.entry(ID, "12345678901234567890"), Map.entry(CHANGED, "2026"));
    }

    @Test
    void knowsThatSomethingIsThereWhateverItIs() {
        assertThat(of("{\"@removed\":{\"reason\":\"deleted\"},\"id\":\"a\"}"))
                .containsOnly(Map.entry(REMOVED, ""), Map.entry(ID, "a"));
    }

    @Test
    void findsNothingInWhatIsNull() {
        assertThat(of("{\"id\":null,\"_info\":null,\"@removed\":null}")).isEmpty();
    }
}
