package io.quill.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Node, and packages of npm in a directory of their own, for tests against others' software. */
public final class Node {
    private final Path directory;

    public Node(Path directory) {
        this.directory = directory;
    }

    /** Whether npm is here and could fetch them; a test that needs them skips itself otherwise. */
    public boolean installs(String... packages) throws InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund", "--silent"));
        command.addAll(List.of(packages));
        try {
            Process npm = start(command.toArray(String[]::new));
            boolean ended = npm.waitFor(4, TimeUnit.MINUTES);
            npm.destroyForcibly();
            return ended && npm.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /** Puts a script that lies beside the tests into the directory. */
    public void script(String name) throws IOException {
        try (InputStream script = Node.class.getResourceAsStream(name)) {
            Files.write(directory.resolve(name), Objects.requireNonNull(script).readAllBytes());
        }
    }

    /** What a command says that ends well. */
    public String run(String... command) throws IOException, InterruptedException {
        Process process = start(command);
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(4, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed:\n" + said);
        }
        return said;
    }

    private Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
    }
}
