package io.quill.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.disk.FaultyDisk;
import io.quill.events.ledger.LedgerBooks;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.dynamo.DynamoLocal;
import io.quill.platform.store.dynamo.DynamoSettings;
import io.quill.platform.store.dynamo.DynamoStore;
import io.quill.platform.store.sqlite.SqliteStore;
import io.quill.platform.time.WallClock;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.powerbi.PowerBiSwitches;
import io.quill.sandbox.web.SandboxJson;
import io.quill.storm.Figures.Gaps;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

    private final Set<WeatherKind> kinds = WeatherKind.on();
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
        try (Sandbox sandbox = Sandbox.start();
                Cable wire = Cable.to(sandbox.powerBi().getPort())) {
            Scene scene = new Scene("one SQLite file", sandbox, wire, disk(), clock(), events);
            Figures seen = play(scene, List.of(onFile(scene)), fleet -> everything(scene, fleet));
            seen.assertOnce();
            assertStore(seen);
        }
    }

    /** The service keeps no numbers and answers no queries: what is there twice is named. */
    public void withoutNumbers(int events) throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                Cable wire = Cable.to(sandbox.powerBi().getPort())) {
            keepsNoNumbers(sandbox);
            Scene scene = new Scene("no numbers", sandbox, wire, events);
            Figures seen = play(scene, List.of(onFile(scene)), fleet -> lies(scene, fleet));
            try (DataStore store = SqliteStore.open(directory.resolve("quill.db"), CLOCK)) {
                seen.assertNamed(new Stories(store, CLOCK, MEMORY));
            }
            assertStore(seen);
        }
    }

    /** The same, where an operator is asked about each batch that nobody can tell about. */
    public void decidedByAnOperator(int events) throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                Cable wire = Cable.to(sandbox.powerBi().getPort())) {
            keepsNoNumbers(sandbox);
            Scene scene = new Scene("no numbers, IN_DOUBT=hold", sandbox, wire, events);
            Map<String, String> environment = onFile(scene);
            environment.put("IN_DOUBT", "hold");
            Figures seen =
                    play(scene, List.of(environment), fleet -> lies(scene, fleet), Operator::of);
            assertThat(seen.rulings()).as("batches that the operator decided about").isPositive();
            try (DataStore store = SqliteStore.open(directory.resolve("quill.db"), CLOCK)) {
                seen.assertNamed(new Stories(store, CLOCK, MEMORY));
            }
            assertStore(seen);
        }
    }

    private void assertStore(Figures seen) {
        try (DataStore store = SqliteStore.open(directory.resolve("quill.db"), CLOCK)) {
            seen.assertSetAside(new Stories(store, CLOCK, MEMORY));
            LedgerBooks ledgerBooks = new LedgerBooks(store, CLOCK, MEMORY);
            assertThat(ledgerBooks.compare(() -> {}).corrections())
                    .as("a recount corrects nothing")
                    .isEmpty();
            seen.assertCloses(ledgerBooks, guard(store), out);
        }
    }

    private static Guard guard(DataStore store) {
        return new Lease(store, CLOCK, "storm", Duration.ofMinutes(5)).acquire().orElseThrow();
    }

    private DiskFaults disk() throws IOException {
        if (!kinds.contains(WeatherKind.DISK) || !FaultyDisk.isPossible()) {
            out.println("  no failing disk: it is left out, or there is no gcc");
            return DiskFaults.none();
        }
        Path library = Files.createDirectories(directory.resolve("disk"));
        return DiskFaults.of(FaultyDisk.under(directory, library));
    }

    private Optional<WallClock> clock() throws IOException {
        if (!kinds.contains(WeatherKind.CLOCK) || !FaultyDisk.isPossible()) {
            out.println("  no clock is set: it is left out, or there is no gcc");
            return Optional.empty();
        }
        return Optional.of(WallClock.in(Files.createDirectories(directory.resolve("clock"))));
    }

    private static void keepsNoNumbers(Sandbox sandbox) {
        PowerBiSwitches strict = sandbox.pushApi().switches();
        sandbox.pushApi()
                .switches(
                        SandboxJson.changed(
                                strict,
                                PowerBiSwitches.class,
                                SandboxJson.object()
                                        .put("sequenceNumbers", "UNSUPPORTED")
                                        .put("queries", "REFUSED")));
    }

    /** Two processes at one table, one of which pushes. */
    public void onTwoReplicas(int events) throws Exception {
        DynamoSettings table = DynamoLocal.table("Storm" + random.nextInt(1 << 20));
        try (Sandbox sandbox = Sandbox.start();
                Cable wire = Cable.to(sandbox.powerBi().getPort());
                Cable cable = Cable.to(table.endpoint().orElseThrow().getPort());
                DataStore store = DynamoStore.open(table, CLOCK)) {
            Scene scene = new Scene("two replicas", sandbox, wire, events);
            List<Map<String, String>> replicas =
                    List.of(
                            onTable(scene, table, cable, "first"),
                            onTable(scene, table, cable, "second"));
            Figures seen =
                    play(
                            scene,
                            replicas,
                            fleet ->
                                    outages(
                                            weather(scene, fleet),
                                            new TakeOvers(sandbox, fleet, store),
                                            scene.people(),
                                            cable));
            seen.assertOnce();
            seen.assertSetAside(new Stories(store, CLOCK, MEMORY));
            seen.assertCloses(new LedgerBooks(store, CLOCK, MEMORY), guard(store), out);
        }
    }

    /**
     * What is the same for all weather of a scene.
     *
     * @param wire to Power BI
     */
    private record Scene(
            String name,
            Sandbox sandbox,
            Cable wire,
            DiskFaults disk,
            Optional<WallClock> clock,
            int events,
            BadRows rows,
            People people) {
        Scene(
                String name,
                Sandbox sandbox,
                Cable wire,
                DiskFaults disk,
                Optional<WallClock> clock,
                int events) {
            this(
                    name,
                    sandbox,
                    wire,
                    disk,
                    clock,
                    events,
                    new BadRows(sandbox),
                    People.of(sandbox));
        }

        Scene(String name, Sandbox sandbox, Cable wire, int events) {
            this(name, sandbox, wire, DiskFaults.none(), Optional.empty(), events);
        }
    }

    private Figures play(
            Scene scene, List<Map<String, String>> environments, Function<Fleet, List<Blow>> blows)
            throws IOException, ExecutionException, InterruptedException {
        return play(scene, environments, blows, _ -> Operator.nobody());
    }

    private Figures play(
            Scene scene,
            List<Map<String, String>> environments,
            Function<Fleet, List<Blow>> blows,
            Function<Fleet, Operator> asked)
            throws IOException, ExecutionException, InterruptedException {
        long begun = System.nanoTime();
        Sources sources = new Sources(scene.sandbox(), TOKEN, scene.events(), scene.rows());
        try (HttpClient http =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                Fleet fleet = Fleet.start(environments, http);
                Senders senders = new Senders(fleet, sources, scene.events(), scene.disk(), http);
                Operator operator = asked.apply(fleet);
                DimensionWatch watch = new DimensionWatch(new Contents(scene.sandbox()))) {
            Storm storm = new Storm(scene.sandbox(), senders, scene.events(), random);
            CompletableFuture.anyOf(raging(storm, fleet, blows.apply(fleet)), operator.failed())
                    .get();
            watch.stop();
            Gaps gaps = new Gaps(watch.longestGap(), watch.longestDoubled());
            Figures seen =
                    Figures.of(
                            scene.name(),
                            scene.sandbox(),
                            senders,
                            storm,
                            gaps,
                            operator.rulings(),
                            begun);
            seen.print(fleet, out);
            return seen;
        }
    }

    /** Beside the operator, whose failure ends the scene at once. */
    private static CompletableFuture<Storm> raging(Storm storm, Fleet fleet, List<Blow> blows) {
        CompletableFuture<Storm> over = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                storm.rage(blows);
                                storm.awaitSettled(fleet);
                                over.complete(storm);
                            } catch (Throwable e) {
                                over.completeExceptionally(e);
                            }
                        });
        return over;
    }

    private Weather weather(Scene scene, Fleet fleet) {
        return new Weather(
                new Weather.Place(scene.sandbox(), scene.people(), scene.rows(), scene.wire()),
                fleet,
                random);
    }

    private List<Blow> everything(Scene scene, Fleet fleet) {
        Weather weather = weather(scene, fleet);
        List<Blow> machine = new ArrayList<>();
        if (scene.disk().areThere()) {
            machine.add(scene.disk().failedWrite());
            machine.add(scene.disk().failedFlush());
            machine.add(scene.disk().full());
        }
        scene.clock()
                .ifPresent(
                        clock -> {
                            machine.add(weather.clockSetBack(clock));
                            machine.add(weather.clockSetForward(clock));
                        });
        return shuffled(
                weather,
                machine,
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
                weather.drip(),
                weather.endless(),
                weather.falseYes(),
                weather.badRow(500),
                weather.badRow(422),
                weather.kill());
    }

    private List<Blow> lies(Scene scene, Fleet fleet) {
        Weather weather = weather(scene, fleet);
        return shuffled(
                weather,
                List.of(),
                weather.kill(),
                weather.silence(),
                weather.drop(),
                weather.commitThenFail(),
                weather.lost(),
                weather.falseYes(),
                weather.badRow(400),
                weather.badRow(0),
                weather.unavailable());
    }

    private List<Blow> outages(Weather weather, TakeOvers takeOvers, People people, Cable cable) {
        return shuffled(
                weather,
                List.of(),
                weather.kill(),
                weather.outage(cable, LONGER_THAN_A_LEASE),
                weather.drop(),
                weather.commitThenFail(),
                weather.unavailable(),
                weather.expiry(),
                weather.dimensionSync(),
                weather.lateClear(),
                weather.lateLoad(),
                weather.badRow(403),
                weather.outage(cable, Duration.ofSeconds(2)),
                takeOvers.killOfTheHolder(),
                takeOvers.sleepOfTheHolder(),
                takeOvers.sleepInAPost(),
                takeOvers.killWhileDimensionIsLate(
                        people, "deleteRows", "the agents' table is emptied late"),
                takeOvers.killWhileDimensionIsLate(
                        people, "postRows", "the agents' table is filled late"));
    }

    /** In any order, with the worst for the end. */
    private List<Blow> shuffled(Weather weather, List<Blow> more, Blow... some) {
        List<Blow> blows = new ArrayList<>(List.of(some));
        blows.addAll(more);
        Collections.shuffle(blows, random);
        blows.add(weather.killBetweenPostAndSettle());
        blows.removeIf(each -> !kinds.contains(each.kind()));
        return blows;
    }

    private Map<String, String> onFile(Scene scene) {
        Map<String, String> environment = environment(scene, directory);
        scene.clock().ifPresent(clock -> environment.putAll(clock.environment()));
        scene.disk()
                .environment()
                .forEach(
                        (name, value) ->
                                environment.merge(name, value, (one, other) -> one + ":" + other));
        return environment;
    }

    private Map<String, String> onTable(
            Scene scene, DynamoSettings table, Cable cable, String name) {
        Map<String, String> environment = environment(scene, directory.resolve(name));
        environment.put("DATA_BACKEND", "dynamodb");
        environment.put("DYNAMO_TABLE_NAME", table.table());
        environment.put("DYNAMO_REGION", table.region());
        environment.put("DYNAMO_ENDPOINT", cable.uri().toString());
        return environment;
    }

    private static Map<String, String> environment(Scene scene, Path directory) {
        Map<String, String> environment = new HashMap<>(scene.sandbox().environment());
        environment.put("POWERBI_API_URL", scene.wire().uri().toString());
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
