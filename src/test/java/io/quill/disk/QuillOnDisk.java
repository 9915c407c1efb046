package io.quill.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quill.app.RunningQuill;
import io.quill.app.SampleDeliveries;
import io.quill.events.EventKey;
import io.quill.events.ledger.BookkeepingRules;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.Outbox;
import io.quill.platform.store.sqlite.SqliteStore;
import io.quill.storm.Server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** A Quill in a process of its own over a disk that fails when it is told to. */
final class QuillOnDisk implements AutoCloseable {
    final FaultyDisk disk;
    final Path data;
    private final Map<String, String> more;
    private final HttpClient http = HttpClient.newHttpClient();
    private Server server;

    private QuillOnDisk(FaultyDisk disk, Path data, Map<String, String> more) throws IOException {
        this.disk = disk;
        this.data = data;
        this.more = more;
        this.server = launch();
    }

    static QuillOnDisk start(Path directory) throws IOException {
        return start(directory, Map.of());
    }

    static QuillOnDisk start(Path directory, Map<String, String> more) throws IOException {
        assumeTrue(FaultyDisk.isPossible(), "needs Linux and gcc to make a disk that fails");
        Path data = Files.createDirectories(directory.resolve("data"));
        return new QuillOnDisk(FaultyDisk.under(data, directory), data, more);
    }

    private Server launch() throws IOException {
        int port = Server.freePort();
        Map<String, String> all = new HashMap<>(RunningQuill.environment(data, port));
        all.put("QUILL_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        all.putAll(disk.environment());
        all.putAll(more);
        return Server.start("io.quill.Quill", port, all, "run");
    }

    /** The status that a delivery of this call is answered with. */
    int deliver(long id) {
        return delivered(id).statusCode();
    }

    HttpResponse<String> delivered(long id) {
        return send(
                request("/webhook/aloware")
                        .header("Authorization", "Bearer " + RunningQuill.TOKEN)
                        .POST(BodyPublishers.ofString(SampleDeliveries.call(id))));
    }

    HttpResponse<String> ready() {
        return send(request("/health/ready"));
    }

    void awaitReady() {
        RunningQuill.await(() -> ready().statusCode() == 200);
    }

    void awaitUnready() {
        RunningQuill.await(() -> ready().statusCode() == 503);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port + path))
                .timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("Quill does not answer", e);
        }
    }

    void kill() {
        server.kill();
    }

    void restart() throws IOException {
        server.kill();
        server = launch();
    }

    /** Which of them a restart would find, each once; the process has been killed. */
    void assertHeldOnce(Collection<Long> ids) {
        assertHeldOnce(data.resolve("quill.db"), ids);
    }

    static void assertHeldOnce(Path file, Collection<Long> ids) {
        InstantSource clock = InstantSource.system();
        try (SqliteStore store =
                SqliteStore.open(file, clock, BookkeepingRules.forSingleProcess())) {
            Ledger ledger = new Ledger(store, clock, Duration.ofDays(14));
            assertThat(ids)
                    .isNotEmpty()
                    .allSatisfy(id -> assertThat(ledger.find(key(id))).isPresent());
            assertThat(new Outbox(store).waiting(EntryState.READY, 10_000))
                    .extracting(ledgerEntry -> ledgerEntry.key())
                    .doesNotHaveDuplicates();
        }
    }

    private static EventKey key(long id) {
        return new EventKey("ALOWARE:" + id);
    }

    @Override
    public void close() {
        server.kill();
        http.close();
    }
}
