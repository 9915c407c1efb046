package io.quill;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What this machine has beside a JDK. */
public final class Programs {
    private Programs() {}

    /** Whether a program would be found by its name. */
    public static boolean has(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(each -> Files.isExecutable(Path.of(each, name)));
    }
}
