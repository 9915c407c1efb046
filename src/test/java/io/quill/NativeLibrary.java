package io.quill;

import java.io.IOException;
import java.nio.file.Path;

/** Compiles C sources of the tests into libraries that a process is started with. */
public final class NativeLibrary {
    private static final Path SOURCES = Path.of("src", "test", "native");

    private NativeLibrary() {}

    /** Whether this machine can make a library. */
    public static boolean isPossible() {
        return System.getProperty("os.name").equals("Linux") && Programs.has("gcc");
    }

    /**
     * Compiles one.
     *
     * @param name of the source, without its ending
     * @param directory for the library
     */
    public static Path compile(String name, Path directory) throws IOException {
        Path source = SOURCES.resolve(name + ".c");
        Path library = directory.resolve(name + ".so");
        Process gcc =
                new ProcessBuilder(
                                "gcc",
                                "-O1",
                                "-shared",
                                "-fPIC",
                                "-o",
                                library.toString(),
                                source.toString(),
                                "-ldl",
                                "-lpthread")
                        .inheritIO()
                        .start();
        if (gcc.onExit().join().exitValue() != 0) {
            throw new IOException("gcc does not take " + source);
        }
        return library;
    }
}
