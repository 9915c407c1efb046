package io.quill.storm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A process of its own that listens, so that what it costs can be told from what the load costs.
 */
public final class Server implements AutoCloseable {
    private final Process process;
    public final int port;

    private Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static Server start(
            String mainClass, int port, Map<String, String> environment, String... args)
            throws IOException {
        return start(mainClass, port, environment, ProcessBuilder.Redirect.INHERIT, args);
    }

    /**
     * Starts it, and waits until it listens.
     *
     * @param errors where its standard error goes
     */
    public static Server start(
            String mainClass,
            int port,
            Map<String, String> environment,
            ProcessBuilder.Redirect errors,
            String... args)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:+UseSerialGC",
                                "-Xmx192m"));
        String options =
                environment.getOrDefault(
                        "QUILL_JAVA_OPTS", System.getenv().getOrDefault("QUILL_JAVA_OPTS", ""));
        command.addAll(Arrays.stream(options.split(" ")).filter(o -> !o.isEmpty()).toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader out = process.inputReader(UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("listens")) {
                Thread.ofVirtual().start(() -> drain(out));
                return new Server(process, port);
            }
        }
        throw new IOException(mainClass + " ended before it listened");
    }

    private static void drain(BufferedReader out) {
        try (out) {
            out.transferTo(Writer.nullWriter());
        } catch (IOException _) {
            // the process has ended
        }
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Resident memory, in MB. */
    public long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** CPU seconds spent so far. */
    public double cpu() {
        return process.info()
                .totalCpuDuration()
                .map(spent -> spent.toMillis() / 1000.0)
                .orElse(0.0);
    }

    /** Sends it a signal of this name. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException("The signal " + name + " was not sent", e);
        }
    }

    /** As a machine that loses its power ends it. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
