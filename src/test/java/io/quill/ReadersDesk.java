package io.quill;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.app.AdminClient;
import io.quill.app.RunningQuill;
import io.quill.app.SampleDeliveries;
import io.quill.app.cli.ConnectWiseStandIn;
import io.quill.app.cli.ExitCode;
import io.quill.events.history.FactArchive;
import io.quill.events.push.SettledBatch;
import io.quill.platform.file.DiskFileStorage;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.aloware.StandInUser;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxServer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Where a reader of the documents sits: a Quill runs, which has lost its dataset, and there is a
 * directory where none runs; the files that the documents speak of lie in both.
 */
final class ReadersDesk implements AutoCloseable {
    static final String EVENT = "54363660";

    private static final String LOST = "11111111-2222-3333-4444-555555555555";
    private static final Set<String> WITH_QUILL_STOPPED =
            Set.of("check", "provision", "pull", "inspect", "import");

    private final Path beside;
    private final Path alone;
    private final Sandbox sandbox = Sandbox.start();
    private final SandboxServer sandboxServer = new SandboxServer();
    private final Map<String, String> environment = new HashMap<>(sandbox.environment());
    private final RunningQuill house;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int version;

    ReadersDesk(Path directory) throws IOException, InterruptedException {
        this.beside = Files.createDirectory(directory.resolve("beside"));
        this.alone = Files.createDirectory(directory.resolve("alone"));
        sandbox.roster()
                .put(new StandInUser(4711, "Ada", "ada@example.com", StandInUser.Status.AVAILABLE));
        sandbox.roster().ringGroup(8465, List.of(4711L));
        settings();
        quill(List.of("provision"), alone, RunningQuill.freePort());
        archiveAFact();
        this.house =
                new RunningQuill.Plan(beside)
                        .all(environment)
                        .set("POWERBI_DATASET_ID", LOST)
                        .open();
        assertThat(house.aloware(SampleDeliveries.call(Long.parseLong(EVENT))).statusCode())
                .isEqualTo(202);
    }

    private void settings() {
        ConnectWiseStandIn service = new ConnectWiseStandIn();
        service.put(
                "company/contacts",
                41,
                "2026-01-05T10:00:00Z",
                SandboxJson.object().put("firstName", "Mia"));
        environment.put("CONNECTWISE_SITE", sandboxServer.open(0, service).toString());
        environment.put("CONNECTWISE_COMPANY", "acme");
        environment.put("CONNECTWISE_PUBLIC_KEY", "public-key");
        environment.put("CONNECTWISE_PRIVATE_KEY", ConnectWiseStandIn.PRIVATE_KEY);
        environment.put("CONNECTWISE_CLIENT_ID", "0b5c");
        environment.put("RECORDS_CONNECTORS", absolute("src/connectors"));
        environment.put("ALOWARE_RING_GROUP_ID", "8465");
        environment.put("ADMIN_API_KEY", AdminClient.KEY);
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().toString();
    }

    private void archiveAFact() {
        String row =
                """
                {"EventID":"ALOWARE:1","AgentID":"4711","FactDateKey":"2026-11-27T00:00:00.000Z",\
                "MetricID":"CALLS","OccurredAt":"2026-11-27T09:00:00.000Z","Source":"ALOWARE",\
                "Direction":"outbound","Outcome":"completed","TalkSeconds":63,"DurationSeconds":70,\
                "RingGroupID":"8465","Notes":""}""";
        Instant settled = Instant.parse("2026-11-27T10:00:00Z");
        new FactArchive(new DiskFileStorage(beside.resolve("archive")))
                .keep(List.of(new SettledBatch(1, LOST, settled, List.of(row))));
    }

    int port() {
        return house.port;
    }

    String dataset() {
        return sandbox.pushApi().datasets().getFirst().id();
    }

    /** The files that commands name; goals have a higher version each time. */
    void place(String goals, String shifts) throws IOException {
        version++;
        String newer = goals.replaceAll("\"version\": \\d+", "\"version\": " + version);
        Files.writeString(beside.resolve("goals.json"), newer);
        Files.writeString(beside.resolve("shifts.json"), shifts);
        Files.writeString(beside.resolve("quill.env"), "ALOWARE_WEBHOOK_TOKEN=token\n");
        Files.writeString(
                alone.resolve("calls.csv"),
                """
                ID,Type,Direction,Disposition Status,User ID,Created At
                7,Call,Outbound,Completed,4711,2026-01-20 09:30:00
                """);
    }

    ExitCode quill(List<String> args) throws IOException {
        return WITH_QUILL_STOPPED.contains(args.getFirst())
                ? quill(args, alone, RunningQuill.freePort())
                : quill(args, beside, house.port);
    }

    private ExitCode quill(List<String> args, Path directory, int port) {
        Map<String, String> here = new HashMap<>(environment);
        here.putAll(RunningQuill.environment(directory, port));
        out.reset();
        PrintStream both = new PrintStream(out, true, UTF_8);
        return new Quill(here, directory, both, both).command(List.copyOf(args));
    }

    int shell(String line) throws IOException, InterruptedException {
        Path log = alone.resolve("typed");
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", line)
                        .directory((line.contains("vacuum") ? alone : beside).toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("KEY", AdminClient.KEY);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        out.reset();
        out.write(Files.readAllBytes(log));
        return process.exitValue();
    }

    /** By the command that was the last. */
    String said() {
        return out.toString(UTF_8);
    }

    @Override
    public void close() {
        house.close();
        sandboxServer.close();
        sandbox.close();
    }
}
