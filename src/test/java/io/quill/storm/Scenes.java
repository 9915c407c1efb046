package io.quill.storm;

import io.quill.ledger.Books;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.powerbi.Switches;
import io.quill.sandbox.web.Json;
import io.quill.store.DataStore;
import io.quill.store.dynamo.DynamoLocal;
import io.quill.store.dynamo.DynamoSettings;
import io.quill.store.dynamo.DynamoStore;
import io.quill.store.sqlite.SqliteStore;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * The weather that Quill has to stand: with one file, with two replicas, and with a service that
 * keeps no numbers.
 */
public final class Scenes {
    private static final String TOKEN = "storm-token";
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration MEMORY = Duration.ofDays(14);
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(7);

    private final Path directory;
    private final Random random;
    private final PrintStream out;

    public Scenes(Path directory, long seed, PrintStream out) {
        this.directory = directory;
        this.random = new Random(seed);
        this.out = out;
    }

    /** The service keeps sequence numbers: each event is there once. */
    public void onOneFile(int events) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            People people = People.of(sandbox);
            Figures seen =
                    play(
                            "one SQLite file",
                            sandbox,
                            List.of(onFile(sandbox)),
                            events,
                            fleet -> everything(new Weather(sandbox, people, fleet, random)));
            seen.assertOnce();
            try (DataStore store = SqliteStore.open(directory.resolve("quill.db"), CLOCK)) {
                seen.assertCloses(new Books(store, CLOCK, MEMORY), out);
            }
        }
    }

    /** The service keeps no numbers and answers no queries: what is there twice is named. */
    public void withoutNumbers(int events) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            People people = People.of(sandbox);
            keepsNoNumbers(sandbox);
            Figures seen =
                    play(
                            "no numbers",
                            sandbox,
                            List.of(onFile(sandbox)),
                            events,
                            fleet -> lies(new Weather(sandbox, people, fleet, random)));
            try (DataStore store = SqliteStore.open(directory.resolve("quill.db"), CLOCK)) {
                seen.assertNamed(new Stories(store, CLOCK, MEMORY));
                seen.assertCloses(new Books(store, CLOCK, MEMORY), out);
            }
        }
    }

    private static void keepsNoNumbers(Sandbox sandbox) {
        Switches strict = sandbox.pushApi().switches();
        sandbox.pushApi()
                .switches(
                        Json.changed(
                                strict,
                                Switches.class,
                                Json.object()
                                        .put("sequenceNumbers", "UNSUPPORTED")
                                        .put("queries", "REFUSED")));
    }

    /** Two processes at one table, one of which pushes. */
    public void onTwoReplicas(int events) throws Exception {
        DynamoSettings table = DynamoLocal.table("Storm" + random.nextInt(1 << 20));
        try (Sandbox sandbox = Sandbox.start();
                Cable cable = Cable.to(table.endpoint().orElseThrow().getPort());
                DataStore store = DynamoStore.open(table, CLOCK)) {
            People people = People.of(sandbox);
            List<Map<String, String>> replicas =
                    List.of(
                            onTable(sandbox, table, cable, "first"),
                            onTable(sandbox, table, cable, "second"));
            Figures seen =
                    play(
                            "two replicas",
                            sandbox,
                            replicas,
                            events,
                            fleet ->
                                    outages(
                                            new Weather(sandbox, people, fleet, random),
                                            new TakeOvers(sandbox, fleet, store),
                                            cable));
            seen.assertOnce();
            Books books = new Books(store, CLOCK, MEMORY);
            books.recount().forEach(each -> out.println("  corrected: " + each));
            seen.assertCloses(books, out);
        }
    }

    private Figures play(
            String scene,
            Sandbox sandbox,
            List<Map<String, String>> environments,
            int events,
            Function<Fleet, List<Blow>> blows)
            throws IOException, ExecutionException, InterruptedException {
        long begun = System.nanoTime();
        try (HttpClient http =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                Fleet fleet = Fleet.start(environments, http);
                Senders senders =
                        new Senders(fleet, new Sources(sandbox, TOKEN, events), events, http)) {
            Storm storm = new Storm(sandbox, senders, events, random);
            storm.rage(blows.apply(fleet));
            storm.awaitSettled();
            Figures seen = Figures.of(scene, sandbox, senders, storm, begun);
            seen.print(fleet, out);
            return seen;
        }
    }

    private List<Blow> everything(Weather weather) {
        return shuffled(
                weather,
                weather.kill(),
                weather.killBetweenPostAndSettle(),
                weather.silence(),
                weather.drop(),
                weather.commitThenFail(),
                weather.lost(),
                weather.unavailable(),
                weather.tooMany(),
                weather.locked(),
                weather.expiry(),
                weather.dimensionSync(),
                weather.kill());
    }

    private List<Blow> lies(Weather weather) {
        return shuffled(
                weather,
                weather.kill(),
                weather.silence(),
                weather.drop(),
                weather.commitThenFail(),
                weather.lost(),
                weather.unavailable());
    }

    private List<Blow> outages(Weather weather, TakeOvers takeOvers, Cable cable) {
        return shuffled(
                weather,
                weather.kill(),
                weather.outage(cable, LONGER_THAN_A_LEASE),
                weather.drop(),
                weather.commitThenFail(),
                weather.unavailable(),
                weather.expiry(),
                weather.dimensionSync(),
                weather.outage(cable, Duration.ofSeconds(2)),
                takeOvers.killOfTheHolder(),
                takeOvers.sleepOfTheHolder(),
                takeOvers.sleepInAPost());
    }

    /** In any order, with the worst for the end. */
    private List<Blow> shuffled(Weather weather, Blow... some) {
        List<Blow> blows = new ArrayList<>(List.of(some));
        Collections.shuffle(blows, random);
        blows.add(weather.killBetweenPostAndSettle());
        return blows;
    }

    private Map<String, String> onFile(Sandbox sandbox) {
        return environment(sandbox, directory);
    }

    private Map<String, String> onTable(
            Sandbox sandbox, DynamoSettings table, Cable cable, String name) {
        Map<String, String> environment = environment(sandbox, directory.resolve(name));
        environment.put("DATA_BACKEND", "dynamodb");
        environment.put("DYNAMO_TABLE_NAME", table.table());
        environment.put("DYNAMO_REGION", table.region());
        environment.put("DYNAMO_ENDPOINT", cable.uri().toString());
        return environment;
    }

    private static Map<String, String> environment(Sandbox sandbox, Path directory) {
        Map<String, String> environment = new HashMap<>(sandbox.environment());
        environment.keySet().removeIf(each -> each.startsWith("NEXUDUS"));
        environment.put("ALOWARE_WEBHOOK_TOKEN", TOKEN);
        environment.put("ALOWARE_RING_GROUP_ID", Long.toString(People.RING_GROUP));
        environment.put("HUBSPOT_CLIENT_SECRET", Cases.SECRET);
        environment.put("PUBLIC_URL", Cases.PUBLIC_URL);
        environment.put("ADMIN_API_KEY", Replica.ADMIN_KEY);
        environment.put("DATA_DIR", directory.toString());
        return environment;
    }
}
