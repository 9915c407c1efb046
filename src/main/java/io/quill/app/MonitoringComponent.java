package io.quill.app;

import io.quill.events.ledger.BookRecount;
import io.quill.events.ledger.DailyAccount;
import io.quill.events.ledger.LedgerBooks;
import io.quill.events.ledger.Outbox;
import io.quill.events.push.DatasetInUse;
import io.quill.events.push.LateRequests;
import io.quill.events.push.QuotaReader;
import io.quill.events.push.table.RefusedRows;
import io.quill.events.sink.QuotaLeft;
import io.quill.operate.operation.BookOperations;
import io.quill.operate.problem.ActiveProblem;
import io.quill.operate.problem.DailySummary;
import io.quill.operate.problem.Messenger;
import io.quill.operate.problem.ProblemNotifier;
import io.quill.operate.problem.WebhookMessenger;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.Lease;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.jobs.RunState;
import io.quill.platform.metrics.Telemetry;
import io.quill.platform.settings.NotificationSettings;
import io.quill.platform.settings.Secret;
import io.quill.routes.MonitoringRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Component that samples the ledger's figures for the gauges and for NOTIFY_URL. */
final class MonitoringComponent implements AppComponent {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Longer than from one look to the next. */
    private static final Duration WATCH = Duration.ofSeconds(40);

    private static final Job ROSTER = new Job("sync", "dim-agent", "");

    private final Services services;
    private final PushComponent pushComponent;
    private final LedgerBooks ledgerBooks;
    private final Outbox outbox;
    private final RunRegistry runRegistry;
    private final BookRecount recount;
    private final LateRequests late;
    private final Lease watch;
    private final ProblemDetector problemDetector;
    private final Optional<Telling> telling;
    private final Optional<QuotaReader> allowance;
    private final Optional<WarehouseMonitor> records;
    private final Supplier<Optional<String>> untrustedProxy;
    private volatile List<ActiveProblem> furtherProblems = List.of();
    private volatile LedgerFigures ledgerFigures = LedgerFigures.NONE;
    private volatile Optional<QuotaLeft> left = Optional.empty();

    /** Time of the last reading; until one is known, the time of the start. */
    private volatile Optional<Instant> rosterRead;

    /** Whoever wants to hear of it. */
    private record Telling(ProblemNotifier notices, DailySummary daily) {}

    MonitoringComponent(
            Services services,
            PushComponent pushComponent,
            DoubleSupplier spooling,
            Optional<WarehouseMonitor> records,
            Supplier<Optional<String>> untrustedProxy) {
        this.services = services;
        this.untrustedProxy = untrustedProxy;
        this.pushComponent = pushComponent;
        this.records = records;
        this.ledgerBooks =
                new LedgerBooks(
                        services.store(),
                        services.clock(),
                        services.settings().store().timeToLive());
        this.outbox = new Outbox(services.store());
        this.runRegistry = new RunRegistry(services.store(), services.clock());
        this.recount =
                new BookRecount(
                        services.store(),
                        ledgerBooks,
                        runRegistry,
                        BookOperations::result,
                        new BookRecount.Schedule(
                                services.settings().store().recountEvery(), services.clock()));
        this.watch =
                new Lease(services.store(), services.clock(), services.waits(), "watch", WATCH);
        this.late = new LateRequests(services.store(), services.clock());
        this.allowance =
                services.settings().powerBi().target().map(_ -> PushFactory.allowance(services));
        NotificationSettings settings = services.settings().notification();
        this.problemDetector = new ProblemDetector(settings, services.settings().timezone());
        this.telling = settings.url().map(this::telling);
        this.rosterRead =
                services.settings().aloware().ringGroupId().map(_ -> services.clock().instant());
        gauges(services.telemetry(), spooling);
    }

    private Telling telling(Secret url) {
        Messenger messenger =
                new WebhookMessenger(
                        services.wire(), () -> URI.create(url.value()), services.tally());
        return new Telling(
                new ProblemNotifier(services.store(), messenger, PATIENCE, services.clock()),
                new DailySummary(services.store(), ledgerBooks, messenger, services.clock()));
    }

    private void gauges(Telemetry telemetry, DoubleSupplier spooling) {
        pending(telemetry, "waiting", DailyAccount::waiting);
        pending(telemetry, "gated", DailyAccount::gated);
        pending(telemetry, "parked", DailyAccount::parked);
        pending(telemetry, "dead", DailyAccount::dead);
        oldest(telemetry, "unresolved", () -> ledgerFigures.oldestUnresolved());
        oldest(telemetry, "ready", () -> ledgerFigures.oldestReady());
        telemetry.gauge(
                "quill.ledger.gap",
                "By how many events the sums are open",
                () -> known(ledgerFigures.gap()));
        telemetry.gauge(
                "quill.push.lease.held",
                "Whether this one pushes",
                () -> pushComponent.isPusher() ? 1 : 0);
        telemetry.gauge(
                "quill.push.obstructed",
                "Whether more than the quota stands in the way",
                () -> pushComponent.obstacle().isPresent() ? 1 : 0);
        quota(telemetry);
        telemetry.gauge(
                "quill.spool.waiting", "Whether events wait in the spool of this one", spooling);
        telemetry.gauge(
                "quill.roster.age.seconds",
                "How long ago the roster was read",
                () -> seconds(rosterAge()));
    }

    /** Registers the gauges of the quota, as the pusher keeps it in the store. */
    private void quota(Telemetry telemetry) {
        telemetry.gauge(
                "quill.push.quota.requests.left",
                "Requests that may still be sent within the minute, or the hour",
                () -> left(QuotaLeft::posts));
        telemetry.gauge(
                "quill.push.quota.rows.left",
                "Rows that may still be sent within the hour",
                () -> left(QuotaLeft::rows));
        telemetry.gauge(
                "quill.push.table.rows",
                "Rows that the largest table is known to hold",
                () -> left(QuotaLeft::largestTable));
    }

    private double left(ToLongFunction<QuotaLeft> of) {
        return left.isPresent() ? of.applyAsLong(left.get()) : Double.NaN;
    }

    private void pending(Telemetry telemetry, String state, ToLongFunction<DailyAccount> column) {
        telemetry.gauge(
                "quill.ledger.pending",
                "Events that are not done with",
                "state",
                state,
                () -> known(ledgerFigures.sum(column)));
    }

    private void oldest(Telemetry telemetry, String state, Supplier<Optional<Instant>> of) {
        telemetry.gauge(
                "quill.ledger.oldest.seconds",
                "How long the oldest has waited",
                "state",
                state,
                () -> known(LedgerFigures.age(of.get(), services.clock().instant()).toSeconds()));
    }

    private double known(long value) {
        return ledgerFigures.isKnown() ? value : Double.NaN;
    }

    private static double seconds(Optional<Duration> age) {
        return age.map(each -> (double) each.toSeconds()).orElse(Double.NaN);
    }

    private Optional<Duration> rosterAge() {
        return rosterRead.map(then -> Duration.between(then, services.clock().instant()));
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        return List.of(new MonitoringRoutes(this::sample, this::notifyProblems, recount::tick));
    }

    @Override
    public void close() {
        recount.close();
    }

    private void sample() {
        recount.open();
        Instant now = services.clock().instant();
        ledgerFigures =
                LedgerFigures.at(
                        now, ledgerBooks, outbox, services.settings().store().timeToLive());
        left = allowance.map(QuotaReader::remaining);
        records.ifPresent(WarehouseMonitor::refresh);
        if (rosterRead.isPresent()) {
            runRegistry
                    .last(ROSTER)
                    .filter(run -> run.state() == RunState.FINISHED)
                    .ifPresent(run -> rosterRead = Optional.of(run.startedAt()));
        }
        furtherProblems =
                Stream.of(
                                late.factsEmptied().map(ProblemDetector::emptied).stream(),
                                ofDataset().stream(),
                                problemDetector.sourceProblems(ledgerFigures, rosterAge()).stream(),
                                records.stream().flatMap(each -> each.concerns().stream()))
                        .flatMap(each -> each)
                        .toList();
    }

    private List<ActiveProblem> ofDataset() {
        Optional<DatasetInUse> dataset =
                allowance.isPresent() ? DatasetInUse.find(services.store()) : Optional.empty();
        List<RefusedRows> refused =
                dataset.map(each -> RefusedRows.find(services.store(), each.id()))
                        .orElse(List.of());
        return Stream.concat(
                        dataset
                                .filter(each -> !each.missing().isEmpty())
                                .map(ProblemDetector::missing)
                                .stream(),
                        Stream.of(refused)
                                .filter(each -> !each.isEmpty())
                                .map(ProblemDetector::refused))
                .toList();
    }

    /** Problems that the console does not see by itself: of facts, senders and records. */
    List<ActiveProblem> furtherProblems() {
        return Stream.concat(
                        furtherProblems.stream(),
                        untrustedProxy.get().map(ProblemDetector::untrusted).stream())
                .toList();
    }

    Optional<String> obstacle() {
        return pushComponent.obstacle();
    }

    private List<ActiveProblem> concerns() {
        Optional<String> why = pushComponent.obstacle().or(pushComponent::standstill);
        return Stream.concat(
                        problemDetector.eventProblems(ledgerFigures, why).stream(),
                        furtherProblems().stream())
                .toList();
    }

    /**
     * Returns whether this process sends the notices: the pusher, or anyone with the lease while
     * nobody pushes.
     */
    private boolean isNotifier() {
        return (pushComponent.isPusher() || pushComponent.standstill().isPresent())
                && watch.acquire().isPresent();
    }

    private void notifyProblems() {
        if (telling.isPresent() && ledgerFigures.isKnown() && isNotifier()) {
            telling.ifPresent(
                    each -> {
                        each.notices().update(concerns());
                        each.daily().sendIfDue();
                    });
        }
    }
}
