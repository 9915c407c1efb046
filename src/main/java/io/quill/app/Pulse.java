package io.quill.app;

import io.quill.events.ledger.Account;
import io.quill.events.ledger.BookRecount;
import io.quill.events.ledger.Books;
import io.quill.events.ledger.Outbox;
import io.quill.events.push.Allowance;
import io.quill.events.push.DatasetInUse;
import io.quill.events.push.LateRequests;
import io.quill.events.push.table.RefusedRows;
import io.quill.events.sink.QuotaLeft;
import io.quill.operate.operation.BookOperations;
import io.quill.operate.problem.Concern;
import io.quill.operate.problem.DailyLine;
import io.quill.operate.problem.Messenger;
import io.quill.operate.problem.Notices;
import io.quill.operate.problem.WebhookMessenger;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.Lease;
import io.quill.platform.jobs.Runs;
import io.quill.platform.jobs.State;
import io.quill.platform.metrics.Telemetry;
import io.quill.platform.settings.Notify;
import io.quill.platform.settings.Secret;
import io.quill.routes.WatchRoutes;

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

/** Takes the pulse: looks at the figures every now and then, for the gauges and for NOTIFY_URL. */
final class Pulse implements Part {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Longer than from one look to the next. */
    private static final Duration WATCH = Duration.ofSeconds(40);

    private static final Job ROSTER = new Job("sync", "dim-agent", "");

    private final Ground ground;
    private final WayOut wayOut;
    private final Books books;
    private final Outbox outbox;
    private final Runs runs;
    private final BookRecount recount;
    private final LateRequests late;
    private final Lease watch;
    private final Concerns concerns;
    private final Optional<Telling> telling;
    private final Optional<Allowance> allowance;
    private final Optional<RecordWatch> records;
    private final Supplier<Optional<String>> untrustedProxy;
    private volatile List<Concern> besides = List.of();
    private volatile Vitals vitals = Vitals.NONE;
    private volatile Optional<QuotaLeft> left = Optional.empty();

    /** Until a read is known, as if there had been one at the start. */
    private volatile Optional<Instant> rosterRead;

    /** Whoever wants to hear of it. */
    private record Telling(Notices notices, DailyLine daily) {}

    Pulse(
            Ground ground,
            WayOut wayOut,
            DoubleSupplier spooling,
            Optional<RecordWatch> records,
            Supplier<Optional<String>> untrustedProxy) {
        this.ground = ground;
        this.untrustedProxy = untrustedProxy;
        this.wayOut = wayOut;
        this.records = records;
        this.books =
                new Books(ground.store(), ground.clock(), ground.settings().store().timeToLive());
        this.outbox = new Outbox(ground.store());
        this.runs = new Runs(ground.store(), ground.clock());
        this.recount =
                new BookRecount(
                        ground.store(),
                        books,
                        runs,
                        BookOperations::result,
                        new BookRecount.Schedule(
                                ground.settings().store().recountEvery(), ground.clock()));
        this.watch = new Lease(ground.store(), ground.clock(), ground.waits(), "watch", WATCH);
        this.late = new LateRequests(ground.store(), ground.clock());
        this.allowance = ground.settings().powerBi().target().map(_ -> Pushing.allowance(ground));
        Notify settings = ground.settings().notifying();
        this.concerns = new Concerns(settings, ground.settings().timezone());
        this.telling = settings.url().map(this::telling);
        this.rosterRead =
                ground.settings().aloware().ringGroupId().map(_ -> ground.clock().instant());
        gauges(ground.telemetry(), spooling);
    }

    private Telling telling(Secret url) {
        Messenger messenger =
                new WebhookMessenger(ground.wire(), () -> URI.create(url.value()), ground.tally());
        return new Telling(
                new Notices(ground.store(), messenger, PATIENCE, ground.clock()),
                new DailyLine(ground.store(), books, messenger, ground.clock()));
    }

    private void gauges(Telemetry telemetry, DoubleSupplier spooling) {
        pending(telemetry, "waiting", Account::waiting);
        pending(telemetry, "gated", Account::gated);
        pending(telemetry, "parked", Account::parked);
        pending(telemetry, "dead", Account::dead);
        oldest(telemetry, "unresolved", () -> vitals.oldestUnresolved());
        oldest(telemetry, "ready", () -> vitals.oldestReady());
        telemetry.gauge(
                "quill.ledger.gap",
                "By how many events the sums are open",
                () -> known(vitals.gap()));
        telemetry.gauge(
                "quill.push.lease.held", "Whether this one pushes", () -> wayOut.leads() ? 1 : 0);
        telemetry.gauge(
                "quill.push.obstructed",
                "Whether more than the quota stands in the way",
                () -> wayOut.obstacle().isPresent() ? 1 : 0);
        quota(telemetry);
        telemetry.gauge(
                "quill.spool.waiting", "Whether events wait in the spool of this one", spooling);
        telemetry.gauge(
                "quill.roster.age.seconds",
                "How long ago the roster was read",
                () -> seconds(rosterAge()));
    }

    /** As the one that pushes keeps it in the store. */
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

    private void pending(Telemetry telemetry, String state, ToLongFunction<Account> column) {
        telemetry.gauge(
                "quill.ledger.pending",
                "Events that are not done with",
                "state",
                state,
                () -> known(vitals.sum(column)));
    }

    private void oldest(Telemetry telemetry, String state, Supplier<Optional<Instant>> of) {
        telemetry.gauge(
                "quill.ledger.oldest.seconds",
                "How long the oldest has waited",
                "state",
                state,
                () -> known(Vitals.age(of.get(), ground.clock().instant()).toSeconds()));
    }

    private double known(long value) {
        return vitals.isKnown() ? value : Double.NaN;
    }

    private static double seconds(Optional<Duration> age) {
        return age.map(each -> (double) each.toSeconds()).orElse(Double.NaN);
    }

    private Optional<Duration> rosterAge() {
        return rosterRead.map(then -> Duration.between(then, ground.clock().instant()));
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        return List.of(new WatchRoutes(this::look, this::tell, recount::tick));
    }

    @Override
    public void close() {
        recount.close();
    }

    private void look() {
        recount.open();
        Instant now = ground.clock().instant();
        vitals = Vitals.at(now, books, outbox, ground.settings().store().timeToLive());
        left = allowance.map(Allowance::left);
        records.ifPresent(RecordWatch::look);
        if (rosterRead.isPresent()) {
            runs.last(ROSTER)
                    .filter(run -> run.state() == State.FINISHED)
                    .ifPresent(run -> rosterRead = Optional.of(run.startedAt()));
        }
        besides =
                Stream.of(
                                late.factsEmptied().map(Concerns::emptied).stream(),
                                ofDataset().stream(),
                                concerns.ofSources(vitals, rosterAge()).stream(),
                                records.stream().flatMap(each -> each.concerns().stream()))
                        .flatMap(each -> each)
                        .toList();
    }

    private List<Concern> ofDataset() {
        Optional<DatasetInUse> dataset =
                allowance.isPresent() ? DatasetInUse.in(ground.store()) : Optional.empty();
        List<RefusedRows> refused =
                dataset.map(each -> RefusedRows.in(ground.store(), each.id())).orElse(List.of());
        return Stream.concat(
                        dataset
                                .filter(each -> !each.missing().isEmpty())
                                .map(Concerns::missing)
                                .stream(),
                        Stream.of(refused).filter(each -> !each.isEmpty()).map(Concerns::refused))
                .toList();
    }

    /** What the console does not see by itself: of facts, of who sends, and of records. */
    List<Concern> besides() {
        return Stream.concat(
                        besides.stream(), untrustedProxy.get().map(Concerns::untrusted).stream())
                .toList();
    }

    Optional<String> obstacle() {
        return wayOut.obstacle();
    }

    private List<Concern> concerns() {
        Optional<String> why = wayOut.obstacle().or(wayOut::standstill);
        return Stream.concat(concerns.ofEvents(vitals, why).stream(), besides().stream()).toList();
    }

    /**
     * One tells for all: whoever pushes, who knows what is in the way, or anybody while nobody is
     * to push. The watch keeps those apart when it passes from one to the other.
     */
    private boolean speaks() {
        return (wayOut.leads() || wayOut.standstill().isPresent()) && watch.hold().isPresent();
    }

    private void tell() {
        if (telling.isPresent() && vitals.isKnown() && speaks()) {
            telling.ifPresent(
                    each -> {
                        each.notices().look(concerns());
                        each.daily().look();
                    });
        }
    }
}
