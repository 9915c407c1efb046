package io.quill.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Node, and packages of npm in a directory of their own, for tests against others' software. */
public final class NodeJs {
    private static final boolean FETCHED = fetch();

    private final Path directory;

    public NodeJs(Path directory) {
        this.directory = directory;
    }

    /**
     * Whether the packages of src/test/npm are here, or npm can fetch them; a test that needs them
     * skips itself otherwise.
     */
    public boolean hasPackages() {
        if (!FETCHED) {
            return false;
        }
        link();
        return true;
    }

    private static boolean fetch() {
        try {
            Process install =
                    new ProcessBuilder("src/test/npm/install")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean ended = install.waitFor(4, TimeUnit.MINUTES);
            install.destroyForcibly();
            return ended && install.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void link() {
        try {
            Files.createSymbolicLink(
                    directory.resolve("node_modules"),
                    Path.of("target/npm/node_modules").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a script that lies beside the tests into the directory. */
    public void script(String name) throws IOException {
        try (InputStream script = NodeJs.class.getResourceAsStream(name)) {
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
