package io.quill;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.FormatterException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class FormatTest {
    @Test
    void everySourceIsLaidOutAlike() throws IOException, FormatterException {
        List<Path> differing = new ArrayList<>();
        for (Path file : Format.sources()) {
            String source = Files.readString(file);
            if (!Format.formatted(source).equals(source)) {
                differing.add(file);
            }
        }
        assertThat(differing).as("'./quill format' lays them out").isEmpty();
    }

    @Test
    void noticesASourceThatIsLaidOutOtherwise() throws FormatterException {
        String crooked = "class  A{int x ;}\n";

        assertThat(Format.formatted(crooked)).isNotEqualTo(crooked);
    }
}
