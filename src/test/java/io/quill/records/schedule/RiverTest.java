package io.quill.records.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.http.HttpWire;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.Runs;
import io.quill.platform.jobs.Start;
import io.quill.platform.jobs.State;
import io.quill.platform.settings.Secret;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.records.connector.Connectors;
import io.quill.records.connector.Reading;
import io.quill.records.landing.Layers;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.pull.Lines;
import io.quill.records.pull.MemoryLanding;
import io.quill.records.pull.Order;
import io.quill.records.pull.Progress;
import io.quill.records.pull.Pull;
import io.quill.records.pull.http.Transport;
import io.quill.records.tenant.Account;
import io.quill.records.tenant.Tenants;
import io.quill.sandbox.desk.Desk;
import io.quill.sandbox.desk.Fault;
import io.quill.sandbox.nexudus.Coworking;
import io.quill.sandbox.nexudus.Nexudus;
import io.quill.sandbox.web.Web;

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

class RiverTest implements InstantSource, Layers {
    private static final String BRONZE = "bronze main/nexudus";
    private static final String SILVER = "silver main/nexudus";
    private static final String CORE = "core main";

    private Instant now = Instant.parse("2026-03-02T01:00:00Z");
    private final List<String> refined = new ArrayList<>();
    private boolean silverFails;

    private final Web web = new Web();
    private final Desk desk = Desk.of(this, _ -> {});
    private final Nexudus nexudus = new Nexudus(desk, "quill@spaces.example", "password");
    private final Transport transport = new Transport();
    private final HttpWire wire = new HttpWire();
    private final Stop stop = new Stop();
    private final Runs runs = new Runs(new MemoryStore(this), this);
    private final Account account =
            new Account(
                    "main",
                    connectors().of("nexudus").orElseThrow(),
                    Map.of(
                            "api-url", Secret.of(web.open(0, nexudus) + "/api"),
                            "username", Secret.of("quill@spaces.example"),
                            "password", Secret.of("password")));
    private final Steps steps =
            new Steps(
                    runs,
                    new Pull(new MemoryLanding(), this, UUID::randomUUID),
                    new Lines(transport, wire, this, this::pass, () -> 0),
                    this,
                    UUID::randomUUID,
                    stop);
    private final River river = new River(new Tenants(List.of(account)), steps, runs, stop, this);

    private static Connectors connectors() {
        return switch (Connectors.read(Optional.empty(), _ -> true)) {
            case Reading.Sound<Connectors>(Connectors connectors) -> connectors;
            case Reading.Faulty<Connectors>(var faults) -> throw new AssertionError(faults);
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
        new Coworking(nexudus, Instant.parse("2025-01-06T08:00:00Z")).open(20);
    }

    @AfterEach
    void close() {
        wire.close();
        transport.close();
        web.close();
    }

    /** What the route does with an account each minute. */
    private void tick() {
        for (Account each : river.accounts()) {
            river.bronze(each);
            river.silver(each);
            river.core(each);
        }
        pass(Duration.ofMinutes(1));
    }

    private Run last(String job) {
        String[] parts = job.split(" ", 2);
        return runs.last(new Job(parts[0], parts[1], "")).orElseThrow();
    }

    private long asked() {
        return desk.journal().served().size();
    }

    @Test
    void takesRecordsThroughAllLayersTheFirstTime() {
        tick();

        assertThat(last(BRONZE).state()).isEqualTo(State.FINISHED);
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
        desk.faults().arm(Fault.status(400).on(Nexudus.SYSTEM, "list", "sys/floorplandesks"));

        tick();

        assertThat(last(BRONZE).state()).isEqualTo(State.FAILED);
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
            desk.faults().arm(Fault.status(400).on(Nexudus.SYSTEM, "list", list));
        }

        tick();

        assertThat(last(BRONZE).state()).isEqualTo(State.FAILED);
        assertThat(refined).isEmpty();
    }

    @Test
    void triesAFailedPullAgainAfterAWhile() {
        desk.faults().arm(Fault.status(400).on(Nexudus.SYSTEM, "list", "sys/floorplandesks"));
        tick();
        tick();
        assertThat(last(BRONZE).state()).isEqualTo(State.FAILED);

        pass(Duration.ofMinutes(15));
        tick();

        assertThat(last(BRONZE).state()).isEqualTo(State.FINISHED);
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
        steps.bronze(
                new Errand(
                        account,
                        new Order(Trigger.MANUAL, false, OptionalLong.of(3)),
                        "somebody",
                        Optional.of("products")),
                Progress.NONE);
        assertThat(last(BRONZE).counts()).containsEntry("read", 3L);

        tick();

        assertThat(last(BRONZE).counts().get("read")).isGreaterThan(20);
    }

    @Test
    void doesOneThingAtATime() {
        var begun = runs.begin(new Job("bronze", "main/nexudus", "another replica"));

        assertThat(steps.bronze(Errand.onTime(account), Progress.NONE))
                .isInstanceOf(Outcome.Busy.class);
        tick();

        assertThat(begun).isInstanceOf(Start.Begun.class);
        assertThat(asked()).isZero();
    }

    @Test
    void stopsBetweenTwoPages() {
        Progress stopping =
                (feed, _, _, _) -> {
                    if (feed.entity().equals("products")) {
                        stop.now();
                    }
                };

        steps.bronze(Errand.onTime(account), stopping);

        assertThat(last(BRONZE).state()).isEqualTo(State.FAILED);
        assertThat(last(BRONZE).words()).contains("Quill stop");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
