package io.quill.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Leaves out of a jar what databases and JNA bring for other machines, which is more than half of
 * it. The build of an image runs it from its source.
 */
public final class PlatformJar {
    /** By what uname -m says, the paths that stay of those that begin like NATIVE. */
    private static final Map<String, List<String>> KEPT =
            Map.of(
                    "x86_64",
                    List.of(
                            "libduckdb_java.so_linux_amd64",
                            "org/sqlite/native/Linux/x86_64/",
                            "com/sun/jna/linux-x86-64/"),
                    "aarch64",
                    List.of(
                            "libduckdb_java.so_linux_arm64",
                            "org/sqlite/native/Linux/aarch64/",
                            "com/sun/jna/linux-aarch64/"));

    private static final String NATIVE =
            "libduckdb_java\\..+|org/sqlite/native/.+|com/sun/jna/[a-z0-9]+-[^/]+/.+";

    private PlatformJar() {}

    /** Takes the jar, where the other one goes, and a machine as uname -m names it. */
    public static void main(String[] arguments) throws IOException {
        strip(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
    }

    static void strip(Path jar, Path into, String machine) throws IOException {
        List<String> kept =
                Optional.ofNullable(KEPT.get(machine))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "There are no native libraries for " + machine));
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(into))) {
            for (ZipEntry each : from.stream().toList()) {
                if (stays(each.getName(), kept)) {
                    copy(from, each, to);
                }
            }
        }
    }

    private static boolean stays(String name, List<String> kept) {
        return !name.matches(NATIVE) || kept.stream().anyMatch(name::startsWith);
    }

    private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        to.putNextEntry(copy);
        from.getInputStream(entry).transferTo(to);
        to.closeEntry();
    }
}
