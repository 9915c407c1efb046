package io.quill.platform.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

class BoundsTest {
    @Nested
    class ASmallFile {
        @TempDir private Path directory;

        @Test
        void isReadWholeUpToFourMebibytes() throws IOException {
            Path file = Files.write(directory.resolve("file"), new byte[4_194_304]);

            assertThat(SmallFile.bytes(file)).hasSize(4_194_304);
        }

        @Test
        void isNotReadBeyond() throws IOException {
            Path file = Files.write(directory.resolve("file"), new byte[4_194_305]);

            assertThatThrownBy(() -> SmallFile.text(file))
                    .isInstanceOf(TooLongException.class)
                    .hasMessage(
                            file + " has more than 4 MiB, and is not read: is it the right file?");
        }

        @Test
        void mayHaveNoEnd() {
            assertThatThrownBy(() -> SmallFile.text(Path.of("/dev/zero")))
                    .isInstanceOf(TooLongException.class);
        }

        @Test
        void isUtf8() throws IOException {
            Path fine = Files.write(directory.resolve("fine"), "Zoë".getBytes(UTF_8));
            Path broken = Files.write(directory.resolve("broken"), new byte[] {(byte) 0xe9});

            assertThat(SmallFile.text(fine)).isEqualTo("Zoë");
            assertThatThrownBy(() -> SmallFile.text(broken))
                    .isInstanceOf(CharacterCodingException.class);
        }
    }

    @Nested
    class Lines {
        @Test
        void endWithEitherEnd() throws IOException {
            try (BoundedLineReader lines =
                    new BoundedLineReader(new StringReader("one\r\n\ntwo"), 4)) {
                assertThat(lines.next()).contains("one");
                assertThat(lines.next()).contains("");
                assertThat(lines.next()).contains("two");
                assertThat(lines.next()).isEmpty();
            }
        }

        @Test
        void areNotReadBeyondTheirBound() throws IOException {
            try (BoundedLineReader lines =
                    new BoundedLineReader(new StringReader("four\nfives\n"), 4)) {
                assertThat(lines.next()).contains("four");
                assertThatThrownBy(lines::next)
                        .isInstanceOf(TooLongException.class)
                        .hasMessage("line 2 has more than 4 characters");
            }
        }
    }
}
