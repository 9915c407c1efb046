package io.quill.events.dimension.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.sync.SyncRequest.Option;
import io.quill.events.dimension.sync.Version.Origin;
import io.quill.events.dimension.sync.Version.Stage;
import io.quill.platform.file.Sha256;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.GuardLostException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Takes one subject from version to version, one request at a time across all processes. A version
 * is stored before its first row is wanted, so that a successor resumes after a crash.
 */
final class DimensionVersions {
    private static final Duration TERM = Duration.ofSeconds(10);

    private final DataStore store;
    private final InstantSource clock;
    private final WantedRowsUpdater wantedRowsUpdater;
    private final DimensionHandler dimensionHandler;
    private final PayloadReader payloadReader;
    private final VersionStore book;

    DimensionVersions(
            DataStore store,
            InstantSource clock,
            WantedRowsUpdater wantedRowsUpdater,
            DimensionHandler dimensionHandler) {
        this.store = store;
        this.clock = clock;
        this.wantedRowsUpdater = wantedRowsUpdater;
        this.dimensionHandler = dimensionHandler;
        this.payloadReader = new PayloadReader(dimensionHandler);
        this.book = new VersionStore(store, dimensionHandler.subject());
    }

    SyncOutcome sync(String payload, SyncRequest syncRequest) {
        return switch (payloadReader.read(payload)) {
            case PayloadReader.Read.Unsound(List<PayloadError> faults) ->
                    new SyncOutcome.Invalid(faults);
            case PayloadReader.Read.Sound(JsonNode sound) ->
                    decide(
                            new Order(syncRequest, payload, new Origin.Sync()),
                            state ->
                                    dimensionHandler.merge(
                                            state,
                                            dimensionHandler.withoutErased(sound),
                                            syncRequest.options()));
        };
    }

    SyncOutcome rollback(long version, SyncRequest syncRequest) {
        Optional<VersionStore.Entry> earlier = book.entry(version);
        if (earlier.isEmpty()) {
            return new SyncOutcome.NoSuchVersion("%s has no version %d".formatted(word(), version));
        }
        JsonNode then = PayloadReader.state(earlier.get().state());
        return decide(
                new Order(syncRequest, earlier.get().payload(), new Origin.Rollback(version)),
                state -> dimensionHandler.restore(state.orElse(then), then, syncRequest.options()));
    }

    /**
     * Finishes an open version, and updates the rows after a change of the calendar or of other
     * tables.
     */
    void catchUp() {
        VersionStore.Head head = book.head();
        if (head.last() > 0 && (head.open() || !head.stamp().equals(dimensionHandler.stamp()))) {
            locked(
                    subjectLock -> {
                        state(finish(subjectLock))
                                .ifPresent(state -> applyState(subjectLock, state, Set.of()));
                        return new SyncOutcome.Unchanged(Optional.empty());
                    });
        }
    }

    private static String rewriteJson(String told, UnaryOperator<JsonNode> by) {
        JsonNode before = PayloadReader.state(told.isBlank() ? "{}" : told);
        JsonNode after = by.apply(before);
        return after.equals(before) ? told : after.toString();
    }

    /** Returns how many versions a rewrite would change. */
    long countRewrites(UnaryOperator<JsonNode> by) {
        return versions().stream()
                .flatMap(version -> book.entry(version.number()).stream())
                .filter(entry -> !rewritten(entry, by).equals(entry))
                .count();
    }

    /**
     * Rewrites every version, and updates the rows; returns false where another sync is under way.
     */
    boolean rewrite(UnaryOperator<JsonNode> by) {
        SyncOutcome syncOutcome =
                locked(
                        subjectLock -> {
                            VersionStore.Head head = finish(subjectLock);
                            for (long number = 1; number <= head.last(); number++) {
                                VersionStore.Entry entry = book.entry(number).orElseThrow();
                                book.rewrite(subjectLock.get(), entry, rewritten(entry, by));
                            }
                            state(head)
                                    .ifPresent(state -> applyState(subjectLock, state, Set.of()));
                            return unchanged(head);
                        });
        return !(syncOutcome instanceof SyncOutcome.Busy);
    }

    private static VersionStore.Entry rewritten(
            VersionStore.Entry entry, UnaryOperator<JsonNode> by) {
        return new VersionStore.Entry(
                entry.version(),
                entry.options(),
                rewriteJson(entry.payload(), by),
                rewriteJson(entry.state(), by));
    }

    List<Version> versions() {
        return book.versions();
    }

    Optional<String> payload(long version) {
        return book.payload(version);
    }

    Optional<Delta> difference(long from, long to) {
        return targets(from)
                .flatMap(
                        before ->
                                targets(to).map(after -> WantedRowsUpdater.between(before, after)));
    }

    private Optional<List<TargetRows>> targets(long version) {
        return book.state(version)
                .map(state -> dimensionHandler.targets(PayloadReader.state(state), Set.of()));
    }

    String schema() {
        return dimensionHandler.schema();
    }

    /** Caller, payload and label of a version to store. */
    private record Order(SyncRequest ask, String payload, Origin origin) {}

    private SyncOutcome decide(Order order, Function<Optional<JsonNode>, MergeDecision> merge) {
        if (order.ask().has(Option.DRY_RUN)) {
            VersionStore.Head head = book.head();
            return dryRun(order, head, merge.apply(state(head)));
        }
        return locked(
                subjectLock -> {
                    VersionStore.Head head = finish(subjectLock);
                    Optional<JsonNode> state = state(head);
                    return switch (merge.apply(state)) {
                        case MergeDecision.Refused(String words) -> new SyncOutcome.Refused(words);
                        case MergeDecision.Same _ -> {
                            state.ifPresent(same -> applyState(subjectLock, same, Set.of()));
                            yield unchanged(head);
                        }
                        case MergeDecision.Next next -> accept(order, subjectLock, head, next);
                    };
                });
    }

    private SyncOutcome dryRun(Order order, VersionStore.Head head, MergeDecision mergeDecision) {
        return switch (mergeDecision) {
            case MergeDecision.Refused(String words) -> new SyncOutcome.Refused(words);
            case MergeDecision.Same _ -> unchanged(head);
            case MergeDecision.Next next ->
                    new SyncOutcome.Rehearsed(
                            wantedRowsUpdater.compare(
                                    dimensionHandler.targets(next.state(), order.ask().options())),
                            next.remarks());
        };
    }

    private SyncOutcome unchanged(VersionStore.Head head) {
        return new SyncOutcome.Unchanged(book.entry(head.last()).map(VersionStore.Entry::version));
    }

    private SyncOutcome accept(
            Order order, SubjectLock subjectLock, VersionStore.Head head, MergeDecision.Next next) {
        Set<Option> options = order.ask().options();
        Delta delta = wantedRowsUpdater.compare(dimensionHandler.targets(next.state(), options));
        String payload = rewriteJson(order.payload(), dimensionHandler::withoutErased);
        Version version = version(order, payload, head.last() + 1, next, delta);
        book.commit(
                subjectLock.get(),
                new VersionStore.Entry(version, options, payload, next.state().toString()));
        applyState(subjectLock, next.state(), options);
        return new SyncOutcome.Accepted(
                book.entry(version.number()).orElseThrow().version(), delta, next.remarks());
    }

    private Version version(
            Order order, String payload, long number, MergeDecision.Next next, Delta delta) {
        byte[] bytes = payload.getBytes(UTF_8);
        return new Version(
                dimensionHandler.subject(),
                number,
                clock.instant(),
                order.ask().who(),
                order.ask().from(),
                order.origin(),
                next.label(),
                next.due(),
                Sha256.hex(bytes),
                bytes.length,
                delta.counts(),
                Stage.OPEN);
    }

    /** Resumes a version that a process left open when it died. */
    private VersionStore.Head finish(SubjectLock subjectLock) {
        VersionStore.Head head = book.head();
        if (!head.open()) {
            return head;
        }
        VersionStore.Entry left = book.entry(head.last()).orElseThrow();
        applyState(subjectLock, PayloadReader.state(left.state()), left.options());
        return book.head();
    }

    private void applyState(SubjectLock subjectLock, JsonNode state, Set<Option> options) {
        // before the rows are looked at: what changes meanwhile is looked at once more
        String stamp = dimensionHandler.stamp();
        wantedRowsUpdater.apply(dimensionHandler.targets(state, options), subjectLock);
        dimensionHandler.afterRows(state, subjectLock);
        book.close(subjectLock.get(), stamp);
    }

    private Optional<JsonNode> state(VersionStore.Head head) {
        return book.state(head.last()).map(PayloadReader::state);
    }

    private SyncOutcome locked(Function<SubjectLock, SyncOutcome> work) {
        Lease lease = new Lease(store, clock, "sync#" + word(), TERM);
        try (SubjectLock subjectLock = SubjectLock.acquire(lease).orElse(null)) {
            return subjectLock == null
                    ? new SyncOutcome.Busy("Another sync of " + word() + " is under way")
                    : work.apply(subjectLock);
        } catch (GuardLostException _) {
            return new SyncOutcome.Busy(
                    "This sync of " + word() + " took so long that another began");
        }
    }

    private String word() {
        return dimensionHandler.subject().word();
    }
}
