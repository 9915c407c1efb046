package io.quill.records.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.jobs.RunState;
import io.quill.platform.jobs.StartResult;
import io.quill.platform.settings.Secret;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.records.connector.Connectors;
import io.quill.records.connector.ParseResult;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.landing.WarehouseLayers;
import io.quill.records.pull.FeedPuller;
import io.quill.records.pull.MemoryBronzeStore;
import io.quill.records.pull.PullListener;
import io.quill.records.pull.PullOptions;
import io.quill.records.pull.ServiceClients;
import io.quill.records.tenant.ServiceAccount;
import io.quill.records.tenant.Tenants;
import io.quill.sandbox.desk.CallHandler;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.nexudus.Nexudus;
import io.quill.sandbox.nexudus.SampleCompany;
import io.quill.sandbox.web.SandboxServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

class RecordPipelineTest implements InstantSource, WarehouseLayers {
    private static final String BRONZE = "bronze main/nexudus";
    private static final String SILVER = "silver main/nexudus";
    private static final String CORE = "core main";

    private Instant now = Instant.parse("2026-03-02T01:00:00Z");
    private final List<String> refined = new ArrayList<>();
    private boolean silverFails;

    private final SandboxServer sandboxServer = new SandboxServer();
    private final CallHandler callHandler = CallHandler.of(this, _ -> {});
    private final Nexudus nexudus = new Nexudus(callHandler, "quill@spaces.example", "password");
    private final JdkHttpTransport wire = new JdkHttpTransport();
    private final StopSignal stopSignal = new StopSignal();
    private final RunRegistry runRegistry = new RunRegistry(new MemoryStore(this), this);
    private final ServiceAccount serviceAccount =
            new ServiceAccount(
                    "main",
                    connectors().of("nexudus").orElseThrow(),
                    Map.of(
                            "api-url", Secret.of(sandboxServer.open(0, nexudus) + "/api"),
                            "username", Secret.of("quill@spaces.example"),
                            "password", Secret.of("password")));
    private final StepRunner stepRunner =
            new StepRunner(
                    runRegistry,
                    new FeedPuller(new MemoryBronzeStore(), this, UUID::randomUUID),
                    new ServiceClients(wire, this, this::pass, () -> 0),
                    this,
                    UUID::randomUUID,
                    stopSignal);
    private final RecordPipeline recordPipeline =
            new RecordPipeline(
                    new Tenants(List.of(serviceAccount)),
                    stepRunner,
                    runRegistry,
                    stopSignal,
                    this);

    private static Connectors connectors() {
        return switch (Connectors.read(Optional.empty(), _ -> true)) {
            case ParseResult.Sound<Connectors>(Connectors connectors) -> connectors;
            case ParseResult.Faulty<Connectors>(var faults) -> throw new AssertionError(faults);
        };
    }

    @Override
    public Instant instant() {
        return now;
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Refined silver(String tenant, String service, UUID run, Trigger trigger) {
        if (silverFails) {
            throw new WarehouseException("The disk is full.");
        }
        refined.add("silver of " + tenant + "/" + service);
        return new Refined(10, 9, 0, 1);
    }

    @Override
    public Refined replay(String tenant, String service, UUID run, Trigger trigger) {
        refined.add("replay of " + tenant + "/" + service);
        return new Refined(1, 1, 0, 0);
    }

    @Override
    public Refined core(String tenant, UUID run, Trigger trigger) {
        refined.add("core of " + tenant);
        return new Refined(9, 9, 0, 0);
    }

    @BeforeEach
    void open() {
        new SampleCompany(nexudus, Instant.parse("2025-01-06T08:00:00Z")).open(20);
    }

    @AfterEach
    void close() {
        wire.close();
        sandboxServer.close();
    }

    /** What the route does with an account each minute. */
    private void tick() {
        for (ServiceAccount each : recordPipeline.accounts()) {
            recordPipeline.bronze(each);
            recordPipeline.silver(each);
            recordPipeline.core(each);
        }
        pass(Duration.ofMinutes(1));
    }

    private Run last(String job) {
        String[] parts = job.split(" ", 2);
        return runRegistry.last(new Job(parts[0], parts[1], "")).orElseThrow();
    }

    private long asked() {
        return callHandler.journal().served().size();
    }

    @Test
    void takesRecordsThroughAllLayersTheFirstTime() {
        tick();

        assertThat(last(BRONZE).state()).isEqualTo(RunState.FINISHED);
        assertThat(last(BRONZE).counts()).containsEntry("rejected", 0L).containsKey("requests");
        assertThat(last(BRONZE).counts().get("read")).isGreaterThan(20);
        assertThat(refined).containsExactly("silver of main/nexudus", "core of main");
        assertThat(last(SILVER).words()).startsWith("1 rows do not fit");
        assertThat(last(CORE).counts()).containsEntry("written", 9L);
    }

    @Test
    void doesNothingMoreUntilItIsDueAgain() {
        tick();
        long asked = asked();

        tick();
        tick();

        assertThat(asked()).isEqualTo(asked);
        assertThat(refined).hasSize(2);
    }

    @Test
    void pullsAtTwoEachNight() {
        tick();
        now = Instant.parse("2026-03-02T01:59:30Z");
        long asked = asked();
        tick();
        assertThat(asked()).isEqualTo(asked);

        tick();

        assertThat(last(BRONZE).startedAt()).isEqualTo(Instant.parse("2026-03-02T02:00:30Z"));
        assertThat(refined).hasSize(4);
    }

    @Test
    void makesUpForWhatItSleptThrough() {
        tick();
        now = Instant.parse("2026-03-05T11:00:00Z");

        tick();

        assertThat(last(BRONZE).startedAt()).isEqualTo(Instant.parse("2026-03-05T11:00:00Z"));
        assertThat(refined).hasSize(4);
    }

    @Test
    void goesOnWithWhatHasLandedWhenOneListFailed() {
        callHandler
                .faults()
                .arm(InjectedFault.status(400).on(Nexudus.SYSTEM, "list", "sys/floorplandesks"));

        tick();

        assertThat(last(BRONZE).state()).isEqualTo(RunState.FAILED);
        assertThat(last(BRONZE).words()).contains("floorplandesks", "400");
        assertThat(last(BRONZE).counts().get("read")).isPositive();
        assertThat(refined).containsExactly("silver of main/nexudus", "core of main");
        assertThat(last(SILVER).words()).contains("Left out", "floorplandesks");
    }

    @Test
    void leavesTheLaterLayersAloneWhenNothingHasLanded() {
        for (String list :
                List.of(
                        "sys/businesses",
                        "sys/floorplandesks",
                        "billing/coworkercontracts",
                        "billing/extraservices",
                        "spaces/coworkers")) {
            callHandler.faults().arm(InjectedFault.status(400).on(Nexudus.SYSTEM, "list", list));
        }

        tick();

        assertThat(last(BRONZE).state()).isEqualTo(RunState.FAILED);
        assertThat(refined).isEmpty();
    }

    @Test
    void triesAFailedPullAgainAfterAWhile() {
        callHandler
                .faults()
                .arm(InjectedFault.status(400).on(Nexudus.SYSTEM, "list", "sys/floorplandesks"));
        tick();
        tick();
        assertThat(last(BRONZE).state()).isEqualTo(RunState.FAILED);

        pass(Duration.ofMinutes(15));
        tick();

        assertThat(last(BRONZE).state()).isEqualTo(RunState.FINISHED);
        assertThat(refined).hasSize(4);
        assertThat(last(SILVER).words()).doesNotContain("Left out");
    }

    @Test
    void goesOnWithSilverAloneWhenThatFailed() {
        silverFails = true;
        tick();
        assertThat(last(SILVER).words()).isEqualTo("The disk is full.");
        long asked = asked();

        silverFails = false;
        pass(Duration.ofMinutes(15));
        tick();

        assertThat(asked()).isEqualTo(asked);
        assertThat(refined).containsExactly("silver of main/nexudus", "core of main");
    }

    @Test
    void isNotSatisfiedByAPartOfIt() {
        stepRunner.bronze(
                new StepRequest(
                        serviceAccount,
                        new PullOptions(Trigger.MANUAL, false, OptionalLong.of(3)),
                        "somebody",
                        Optional.of("products")),
                PullListener.NONE);
        assertThat(last(BRONZE).counts()).containsEntry("read", 3L);

        tick();

        assertThat(last(BRONZE).counts().get("read")).isGreaterThan(20);
    }

    @Test
    void doesOneThingAtATime() {
        var begun = runRegistry.begin(new Job("bronze", "main/nexudus", "another replica"));

        assertThat(stepRunner.bronze(StepRequest.scheduled(serviceAccount), PullListener.NONE))
                .isInstanceOf(StepOutcome.Busy.class);
        tick();

        assertThat(begun).isInstanceOf(StartResult.Begun.class);
        assertThat(asked()).isZero();
    }

    @Test
    void stopsBetweenTwoPages() {
        PullListener stopping =
                (feed, _, _, _) -> {
                    if (feed.entity().equals("products")) {
                        stopSignal.request();
                    }
                };

        stepRunner.bronze(StepRequest.scheduled(serviceAccount), stopping);

        assertThat(last(BRONZE).state()).isEqualTo(RunState.FAILED);
        assertThat(last(BRONZE).words()).contains("Quill stop");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
