package io.quill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM with the heap and the collector that the launcher gives Quill. */
final class Shipped {
    private static final Pattern MEMORY = Pattern.compile("-XX:\\+Use\\w+GC -Xmx\\d+m");

    private Shipped() {}

    /** What the class does, in a process of its own; its lines are printed as they come. */
    static void run(Class<?> main, List<String> args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(memory());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(args);
        int end = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (end != 0) {
            throw new IOException(main.getSimpleName() + " ended with " + end);
        }
    }

    private static List<String> memory() throws IOException {
        Matcher options = MEMORY.matcher(Files.readString(Path.of("quill")));
        if (!options.find()) {
            throw new IOException("The launcher says nothing of the heap: " + MEMORY);
        }
        return List.of(options.group().split(" "));
    }
}
