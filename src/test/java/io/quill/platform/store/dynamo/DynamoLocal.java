package io.quill.platform.store.dynamo;

import io.quill.platform.store.CounterRules;

import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.dynamodb.services.local.main.ServerRunner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One DynamoDB Local for all tests of a JVM, in memory and on loopback. */
public final class DynamoLocal {
    private static final URI ENDPOINT = start("-inMemory");

    private DynamoLocal() {}

    /** A table of its own for a test class, made when it is not there yet. */
    public static DynamoSettings table(Class<?> test) {
        return table(test.getSimpleName());
    }

    /** A table of this name, made when it is not there yet. */
    public static DynamoSettings table(String name) {
        DynamoSettings settings = settings(name);
        try (DynamoTable table = DynamoTable.at(settings)) {
            table.provision();
        }
        return settings;
    }

    static DynamoSettings settings(String table) {
        return new DynamoSettings(table, "eu-central-1", Optional.of(ENDPOINT));
    }

    /** Waits for nothing, so that a test that makes faults does not either. */
    static DynamoConnection connection(
            DynamoSettings settings, InstantSource clock, ExecutionInterceptor... interceptors) {
        return new DynamoConnection(
                DynamoClients.open(settings, interceptors),
                settings.table(),
                clock,
                RandomGenerator.getDefault(),
                _ -> {});
    }

    /** A store over that table whose requests and answers a test may lose. */
    public static DynamoStore meddled(
            DynamoSettings settings,
            InstantSource clock,
            CounterRules counterRules,
            RequestInterceptor requestInterceptor) {
        return new DynamoStore(connection(settings, clock, requestInterceptor), counterRules);
    }

    /** A table in another one, which keeps its data on disk. */
    public static DynamoSettings onDisk(Path directory, String name) {
        URI endpoint = start("-dbPath", directory.toString());
        DynamoSettings settings = new DynamoSettings(name, "eu-central-1", Optional.of(endpoint));
        try (DynamoTable table = DynamoTable.at(settings)) {
            table.provision();
        }
        return settings;
    }

    private static URI start(String... storage) {
        try {
            int port = freePort();
            List<String> options = new ArrayList<>(List.of(storage));
            options.addAll(List.of("-sharedDb", "-disableTelemetry", "-port"));
            options.add(Integer.toString(port));
            ServerRunner.createServerFromCommandLineArgs(options.toArray(String[]::new)).start();
            return URI.create("http://127.0.0.1:" + port);
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local did not start", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
