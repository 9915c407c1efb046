package io.quill.records.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Map;

class TemplateTest {
    private static final Template PATH = new Template("/boards/${id}/statuses?$top=5");

    @Test
    void namesItsPlaces() {
        assertThat(PATH.placeholders()).containsExactly("id");
    }

    @Test
    void putsInWhatIsKnown() {
        assertThat(PATH.fill(Map.of("id", "$7"))).isEqualTo("/boards/$7/statuses?$top=5");
    }

    @Test
    void encodesWhatItPutsInAndNothingElse() {
        assertThat(PATH.fill(Map.of("id", "../x"), each -> each.replace("/", "%2F")))
                .isEqualTo("/boards/..%2Fx/statuses?$top=5");
    }

    @Test
    void refusesToLeaveAPlaceOpen() {
        assertThatThrownBy(() -> PATH.fill(Map.of())).hasMessageContaining("${id}");
    }
}
