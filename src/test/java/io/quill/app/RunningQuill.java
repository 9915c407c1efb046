package io.quill.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.app.http.ServerLimits;
import io.quill.events.EventKey;
import io.quill.events.ledger.BookkeepingRules;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.source.Source;
import io.quill.platform.settings.SettingSources;
import io.quill.platform.settings.Settings;
import io.quill.platform.settings.SettingsResult;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.sqlite.SqliteStore;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Quill on a free port of this machine, with everything that a sender can see of it. */
public final class RunningQuill implements AutoCloseable {
    public static final String TOKEN = "aloware-token-1";
    public static final String SECRET = "hubspot-secret-1";
    public static final String PUBLIC_URL = "https://hooks.example.org";

    public final int port;
    public final QuillApplication house;
    private final DataStore store;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningQuill(int port, QuillApplication quillApplication, DataStore store) {
        this.port = port;
        this.house = quillApplication;
        this.store = store;
    }

    /** What a test changes of the house before it is opened. */
    public static final class Plan {
        private final Path directory;
        private final Map<String, String> environment = new HashMap<>();
        private final List<Source> more = new ArrayList<>();
        private Function<Settings, Infrastructure> foundation;

        public Plan(Path directory) {
            this.directory = directory;
            this.foundation = settings -> onFile(Infrastructure.bounds(settings.server()));
        }

        public Plan set(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        public Plan all(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        public Plan with(Source source) {
            more.add(source);
            return this;
        }

        public Plan bodiesWithin(Duration time) {
            foundation =
                    settings ->
                            onFile(
                                    new ServerLimits(
                                            settings.server().maxBodyBytes(),
                                            1 << 30,
                                            time,
                                            Duration.ofSeconds(30)));
            return this;
        }

        public Plan bodiesOf(long bytes) {
            foundation =
                    settings ->
                            onFile(
                                    new ServerLimits(
                                            settings.server().maxBodyBytes(),
                                            bytes,
                                            Duration.ofSeconds(30),
                                            Duration.ofSeconds(30)));
            return this;
        }

        public Plan on(DataStore store) {
            return on(store, Optional.empty());
        }

        public Plan on(DataStore store, Optional<DataStore> spool) {
            return on(store, spool, InstantSource.system());
        }

        public Plan on(DataStore store, InstantSource clock) {
            return on(store, Optional.empty(), clock);
        }

        private Plan on(DataStore store, Optional<DataStore> spool, InstantSource clock) {
            foundation =
                    settings ->
                            new Infrastructure(
                                    clock, store, spool, Infrastructure.bounds(settings.server()));
            return this;
        }

        private Infrastructure onFile(ServerLimits serverLimits) {
            InstantSource clock = InstantSource.system();
            DataStore file =
                    SqliteStore.open(
                            directory.resolve("quill.db"),
                            clock,
                            BookkeepingRules.forSingleProcess());
            return new Infrastructure(clock, file, Optional.empty(), serverLimits);
        }

        public RunningQuill open() throws IOException {
            int port = freePort();
            Map<String, String> all = new HashMap<>(environment(directory, port));
            all.putAll(environment);
            SettingSources settingSources = SettingSources.of(all, directory);
            Settings settings = settings(settingSources);
            Infrastructure ground = foundation.apply(settings);
            List<Source> wired = new ArrayList<>(SourceFactory.sources(settings));
            wired.addAll(more);
            QuillApplication quillApplication =
                    new QuillApplication(settings, settingSources.camel(), wired, ground);
            quillApplication.start();
            return new RunningQuill(port, quillApplication, ground.store());
        }
    }

    public static Map<String, String> environment(Path directory, int port) {
        return Map.of(
                "QUILL_PORT",
                Integer.toString(port),
                "QUILL_HOST",
                "127.0.0.1",
                "DATA_DIR",
                directory.toString(),
                "PUBLIC_URL",
                PUBLIC_URL,
                "ALOWARE_WEBHOOK_TOKEN",
                TOKEN,
                "HUBSPOT_CLIENT_SECRET",
                SECRET);
    }

    public static Settings settings(SettingSources settingSources) {
        return switch (Settings.read(settingSources, text -> text)) {
            case SettingsResult.Usable usable -> usable.settings();
            case SettingsResult.Faulty faulty ->
                    throw new AssertionError(faulty.faults().toString());
        };
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public HttpResponse<String> post(String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .POST(BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> aloware(String body) throws IOException, InterruptedException {
        return aloware(body.getBytes(UTF_8));
    }

    public HttpResponse<String> aloware(byte[] body, String... headers)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + TOKEN));
        all.addAll(List.of(headers));
        return post("/webhook/aloware", body, all.toArray(String[]::new));
    }

    public HttpResponse<String> hubSpot(String body) throws IOException, InterruptedException {
        return hubSpot(body, SECRET);
    }

    public HttpResponse<String> hubSpot(String body, String secret)
            throws IOException, InterruptedException {
        String now = Long.toString(System.currentTimeMillis());
        return post(
                "/webhook/hubspot",
                body.getBytes(UTF_8),
                "X-HubSpot-Request-Timestamp",
                now,
                "X-HubSpot-Signature-v3",
                SampleDeliveries.signature(secret, PUBLIC_URL + "/webhook/hubspot", body, now));
    }

    public HttpResponse<String> get(int otherPort, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + otherPort + path)).build(),
                BodyHandlers.ofString());
    }

    public RawConnection wire() throws IOException {
        return new RawConnection(port);
    }

    public Optional<LedgerEntry> held(String key) {
        return ledger().find(new EventKey(key));
    }

    /** What another replica would write to. */
    public DataStore store() {
        return store;
    }

    public Ledger ledger() {
        return new Ledger(store, InstantSource.system(), Duration.ofDays(14));
    }

    /** Until it is so, within bounds. */
    public static void await(BooleanSupplier so) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come to be within a minute");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        house.close();
        http.close();
    }
}
