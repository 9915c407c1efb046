package io.quill.operate.console.html;

import static io.quill.operate.console.html.Html.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

class HtmlTest {
    @Test
    void escapesWhatIsShown() {
        assertThat(html("<p title=\"{}\">{}</p>", "\" onclick='x", "<script>&").markup())
                .isEqualTo("<p title=\"&quot; onclick=&#39;x\">&lt;script&gt;&amp;</p>");
    }

    @Test
    void leavesMarkupAsItIs() {
        assertThat(html("<p>{}</p>", html("<b>{}</b>", 7)).markup()).isEqualTo("<p><b>7</b></p>");
    }

    @Test
    void takesHolesInWhatIsShownForText() {
        assertThat(html("{}-{}", "{}", "b").markup()).isEqualTo("{}-b");
    }

    @Test
    void showsWhatIsInOptionalsAndLists() {
        assertThat(html("{}{}{}", Optional.of("a"), Optional.empty(), List.of("<", "b")).markup())
                .isEqualTo("a&lt;b");
    }

    @Test
    void replacesWhatNoBrowserMayShow() {
        assertThat(html("{}", "a\u0000b\u001bc\td").markup()).isEqualTo("a\uFFFDb\uFFFDc\td");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200E,
                0x200F, 0x061C
            })
    void showsWhatTurnsTextAround(int control) {
        String name = "Mira" + Character.toString(control) + "txt.exe";

        assertThat(html("{}", name).markup()).isEqualTo("Mira[U+%04X]txt.exe".formatted(control));
    }

    @Test
    void insistsOnAsManyPartsAsHoles() {
        assertThatThrownBy(() -> html("{}{}", 1)).hasMessageContaining("Too little");
        assertThatThrownBy(() -> html("{}", 1, 2)).hasMessageContaining("Too much");
    }
}
