package io.quill.events.sink.powerbi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.EventFixtures;
import io.quill.events.ledger.Ledger;
import io.quill.events.push.DimensionPrerequisites;
import io.quill.events.push.DoubtPolicy;
import io.quill.events.push.PushRound;
import io.quill.events.push.Pusher;
import io.quill.events.push.table.PushedTables;
import io.quill.events.sink.RetentionPolicy;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.sandbox.desk.CallHandler;
import io.quill.sandbox.entra.Entra;
import io.quill.sandbox.entra.RegisteredApp;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A pusher with its dimensions, its client and its breaker, before the stand-in of Power BI, all in
 * one thread and by one clock. What takes time moves the clock, so that every moment at which an
 * outage can end is tried within seconds.
 */
final class OutageFixture {
    /** How Power BI and Entra are not to be had. */
    enum Outage {
        /** Connections are taken, and nothing is ever answered. */
        POWER_BI_IS_SILENT,
        /** Rows are taken, and nothing is ever answered. */
        POWER_BI_TAKES_AND_IS_SILENT,
        NO_CONNECTION_COMES_ABOUT,
        CONNECTIONS_ARE_REFUSED,
        CONNECTIONS_DROP,
        ANSWERED_503,
        /** Only posts of rows fail; whatever is asked is answered. */
        POSTS_ANSWERED_500,
        /** A proxy answers for the service. */
        ANSWERED_BY_A_PAGE,
        ANSWERED_403,
        NO_LOCK_IS_HAD,
        ENTRA_IS_SILENT
    }

    private static final Duration BEAT = Duration.ofMillis(250);
    private static final Duration QUICK = Duration.ofMillis(40);
    private static final Duration MEMORY = Duration.ofDays(14);
    private static final String AGENT = "4711";
    private static final String LOCKED =
            """
            {"error":{"code":"GeneralException","details":[{"message":\
            "Exception of type 'Microsoft.Cloud.Platform.Utils.AcquireLockTimeoutException' was thrown."}]}}""";

    private final SettableClock clock = new SettableClock(EventFixtures.NINE);
    private final CallHandler callHandler = CallHandler.of(clock, clock::advance);
    private final Entra entra = new Entra(callHandler);
    private final io.quill.sandbox.powerbi.PowerBi service =
            new io.quill.sandbox.powerbi.PowerBi(callHandler, entra);
    private final MemoryStore store = new MemoryStore(clock);
    private final Ledger ledger = new Ledger(store, clock, MEMORY);
    private final WantedRows wanted = new WantedRows(store);
    private final CircuitBreaker breaker = CamelTransport.Http.breaker(clock);
    private final Duration patience;
    private final Outage outage;
    private final Pusher pusher;
    private Instant begins = Instant.MAX;
    private Instant ends = Instant.MAX;
    private Instant leaseKept = Instant.MIN;
    private Optional<Instant> taken = Optional.empty();
    private String token = "";
    private long calls;

    OutageFixture(Outage outage, Duration patience) {
        this.outage = outage;
        this.patience = patience;
        entra.register(new RegisteredApp("tenant", "client", "secret"));
        service.open("workspace");
        PowerBiSink sink =
                new PowerBiSink(
                        this::send,
                        new Signing(),
                        new DatasetTarget(
                                "workspace",
                                Optional.empty(),
                                "Quill",
                                RetentionPolicy.NONE,
                                "client"),
                        DatasetSchema.QUILL,
                        clock,
                        this::letPass);
        DimensionPrerequisites dimensions =
                new DimensionPrerequisites(
                        wanted,
                        _ -> ZoneOffset.UTC,
                        (dataset, datasetQuota, alongside) ->
                                new PushedTables(
                                        store,
                                        wanted,
                                        sink,
                                        datasetQuota,
                                        clock,
                                        clock,
                                        dataset,
                                        alongside),
                        clock);
        pusher =
                new Pusher(
                        store,
                        ledger,
                        new Lease(store, clock, "pusher", Duration.ofSeconds(6)),
                        new Pusher.Neighbours(
                                sink, _ -> Admission.ADMITTED, dimensions, _ -> ZoneOffset.UTC),
                        DoubtPolicy.RESEND,
                        MEMORY,
                        clock);
    }

    /** How long after an outage of this length a row is taken again. */
    Duration backAfter(Duration length, boolean tablesChange) {
        run(Duration.ofSeconds(5));
        begins = clock.instant();
        ends = begins.plus(length);
        if (tablesChange) {
            wanted.put(List.of(new AgentRow(AGENT, "Renamed", "", "", "", true)));
        }
        if (outage == Outage.ENTRA_IS_SILENT) {
            token = "";
        }
        run(length.plusSeconds(60));
        return Duration.between(ends, taken.orElseThrow());
    }

    private void run(Duration time) {
        Instant until = clock.instant().plus(time);
        while (clock.instant().isBefore(until) && taken.isEmpty()) {
            ledger.hold(List.of(EventFixtures.arrival(EventFixtures.call(++calls, AGENT))));
            while (pusher.mayGoOn()) {
                PushRound pushRound = pusher.ensureDimensions(pusher.gate(pusher.begin()));
                pusher.settle(pusher.post(pusher.throttle(pusher.aggregate(pushRound))));
            }
            letPass(BEAT);
        }
    }

    /** The lease is kept beside whatever else takes its time. */
    private void letPass(Duration time) {
        Instant until = clock.instant().plus(time);
        while (clock.instant().isBefore(until)) {
            if (!clock.instant().isBefore(leaseKept.plusSeconds(2))) {
                leaseKept = clock.instant();
                pusher.keepLease();
            }
            Duration left = Duration.between(clock.instant(), until);
            clock.advance(left.compareTo(BEAT) < 0 ? left : BEAT);
        }
    }

    private boolean isOut() {
        return !clock.instant().isBefore(begins) && clock.instant().isBefore(ends);
    }

    private SendResult send(PowerBiRequest powerBiRequest) {
        if (!breaker.tryAcquirePermission()) {
            return new SendResult.Unsent("the circuit is open");
        }
        SendResult sendResult = isOut() ? struck(powerBiRequest) : answered(powerBiRequest);
        if (sendResult instanceof SendResult.Answer) {
            breaker.onSuccess(0, TimeUnit.SECONDS);
        } else {
            breaker.onError(0, TimeUnit.SECONDS, new IllegalStateException("silence"));
        }
        return sendResult;
    }

    private SendResult struck(PowerBiRequest powerBiRequest) {
        return switch (outage) {
            case POWER_BI_IS_SILENT -> silence();
            case POWER_BI_TAKES_AND_IS_SILENT -> {
                answered(powerBiRequest);
                yield silence();
            }
            case NO_CONNECTION_COMES_ABOUT -> {
                letPass(patience);
                yield new SendResult.Unsent("no connection");
            }
            case CONNECTIONS_ARE_REFUSED -> new SendResult.Unsent("refused");
            case CONNECTIONS_DROP -> new SendResult.NoReply("dropped");
            case ANSWERED_503 -> new SendResult.Answer(503, Map.of(), new byte[0]);
            case POSTS_ANSWERED_500 ->
                    powerBiRequest.path().endsWith("/rows")
                            ? new SendResult.Answer(500, Map.of(), new byte[0])
                            : answered(powerBiRequest);
            case ANSWERED_BY_A_PAGE ->
                    new SendResult.Answer(200, Map.of(), "<html>Sign in</html>".getBytes(UTF_8));
            case ANSWERED_403 -> new SendResult.Answer(403, Map.of(), "{}".getBytes(UTF_8));
            case NO_LOCK_IS_HAD -> new SendResult.Answer(400, Map.of(), LOCKED.getBytes(UTF_8));
            case ENTRA_IS_SILENT -> answered(powerBiRequest);
        };
    }

    private SendResult silence() {
        letPass(patience);
        return new SendResult.NoReply("silence");
    }

    private SendResult answered(PowerBiRequest powerBiRequest) {
        letPass(QUICK);
        Map<String, String> headers = new HashMap<>();
        powerBiRequest
                .headers()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        var sandboxReply =
                service.answer(
                        new io.quill.sandbox.web.SandboxRequest(
                                powerBiRequest.method(),
                                powerBiRequest.path(),
                                powerBiRequest.query(),
                                headers,
                                powerBiRequest.body()));
        if (!(sandboxReply instanceof io.quill.sandbox.web.SandboxReply.Answer answer)) {
            throw new AssertionError("No fault was armed");
        }
        boolean facts =
                powerBiRequest.method().equals("POST")
                        && powerBiRequest.path().endsWith("FactEvent/rows");
        if (facts && answer.status() == 200 && !clock.instant().isBefore(ends)) {
            taken = Optional.of(clock.instant());
        }
        return new SendResult.Answer(answer.status(), answer.headers(), answer.body());
    }

    /** One token for all the time, asked for again when it was taken away. */
    private final class Signing implements TokenProvider {
        @Override
        public String current() {
            if (token.isEmpty()) {
                token = asked();
            }
            return token;
        }

        @Override
        public String renew(String refused) {
            token = asked();
            return token;
        }

        private String asked() {
            if (outage == Outage.ENTRA_IS_SILENT && isOut()) {
                letPass(patience);
                throw new TokenException(
                        TokenException.Reason.UNREACHABLE, "silence", new IllegalStateException());
            }
            String form =
                    "grant_type=client_credentials&client_id=client&client_secret=secret"
                            + "&scope=https%3A%2F%2Fanalysis.windows.net%2Fpowerbi%2Fapi%2F.default";
            var sandboxReply =
                    entra.answer(
                            new io.quill.sandbox.web.SandboxRequest(
                                    "POST",
                                    "/tenant/oauth2/v2.0/token",
                                    "",
                                    Map.of("content-type", "application/x-www-form-urlencoded"),
                                    form.getBytes(UTF_8)));
            return switch (sandboxReply) {
                case io.quill.sandbox.web.SandboxReply.Answer answer ->
                        PowerBiJson.read(answer.body()).path("access_token").asText();
                case io.quill.sandbox.web.SandboxReply _ -> "";
            };
        }
    }
}
