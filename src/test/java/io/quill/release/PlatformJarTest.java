package io.quill.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** With the names in the libraries that are shipped, so that a new one's are noticed. */
class PlatformJarTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({
        "x86_64, so_linux_amd64, native/Linux/x86_64/, linux-x86-64/",
        "aarch64, so_linux_arm64, native/Linux/aarch64/, linux-aarch64/"
    })
    void keepsOneLibraryOfEach(String machine, String duckdb, String sqlite, String jna)
            throws IOException {
        Path jar = directory.resolve("whole.jar");
        List<String> names =
                Stream.of("duckdb_jdbc-", "sqlite-jdbc-", "/jna-").flatMap(this::names).toList();
        write(jar, names);
        Path stripped = directory.resolve("stripped.jar");

        PlatformJar.strip(jar, stripped, machine);

        List<String> left = names(stripped).toList();
        assertThat(left.stream().filter(PlatformJarTest::isNative))
                .hasSize(3)
                .anyMatch(each -> each.endsWith(duckdb))
                .anyMatch(each -> each.contains(sqlite))
                .anyMatch(each -> each.contains(jna));
        assertThat(left)
                .containsAll(names.stream().filter(each -> !isNative(each)).toList())
                .contains("com/sun/jna/Native.class", "org/sqlite/JDBC.class");
    }

    @Test
    void saysWhereItHasNothing() throws IOException {
        Path jar = directory.resolve("whole.jar");
        write(jar, List.of("a"));

        assertThatThrownBy(() -> PlatformJar.strip(jar, directory.resolve("other.jar"), "s390x"))
                .hasMessage("There are no native libraries for s390x");
    }

    private static boolean isNative(String name) {
        return name.matches("(?i).*\\.(so|dll|dylib|jnilib|a)|.*\\.so_.*");
    }

    private Stream<String> names(String library) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(each -> each.contains(library))
                .flatMap(each -> names(Path.of(each)));
    }

    private static Stream<String> names(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(each -> !each.endsWith("/"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path jar, List<String> names) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : names.stream().distinct().toList()) {
                zip.putNextEntry(new ZipEntry(name));
                zip.closeEntry();
            }
        }
    }
}
