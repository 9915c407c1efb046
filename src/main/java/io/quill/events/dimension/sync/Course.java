package io.quill.events.dimension.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.sync.Ask.Option;
import io.quill.events.dimension.sync.Version.Origin;
import io.quill.events.dimension.sync.Version.Stage;
import io.quill.platform.file.Sha256;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.GuardLost;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One subject from version to version: one ask at a time, however many processes there are. What is
 * taken is a version before its first row is wanted, so whoever comes after a crash goes on with
 * it.
 */
final class Course {
    private static final Duration TERM = Duration.ofSeconds(10);

    private final DataStore store;
    private final InstantSource clock;
    private final Alignment alignment;
    private final Keeper keeper;
    private final Payloads payloads;
    private final VersionBook book;

    Course(DataStore store, InstantSource clock, Alignment alignment, Keeper keeper) {
        this.store = store;
        this.clock = clock;
        this.alignment = alignment;
        this.keeper = keeper;
        this.payloads = new Payloads(keeper);
        this.book = new VersionBook(store, keeper.subject());
    }

    Outcome sync(String payload, Ask ask) {
        return switch (payloads.read(payload)) {
            case Payloads.Read.Unsound(List<Fault> faults) -> new Outcome.Invalid(faults);
            case Payloads.Read.Sound(JsonNode sound) ->
                    decide(
                            new Order(ask, payload, new Origin.Sync()),
                            state -> keeper.merge(state, keeper.kept(sound), ask.options()));
        };
    }

    Outcome rollback(long version, Ask ask) {
        Optional<VersionBook.Entry> earlier = book.entry(version);
        if (earlier.isEmpty()) {
            return new Outcome.NoSuchVersion("%s has no version %d".formatted(word(), version));
        }
        JsonNode then = Payloads.state(earlier.get().state());
        return decide(
                new Order(ask, earlier.get().payload(), new Origin.Rollback(version)),
                state -> keeper.restore(state.orElse(then), then, ask.options()));
    }

    /** Finishes what was left open, and has the rows follow the calendar and each other. */
    void keepUp() {
        VersionBook.Head head = book.head();
        if (head.last() > 0 && (head.open() || !head.stamp().equals(keeper.stamp()))) {
            inTurn(
                    turn -> {
                        state(finish(turn)).ifPresent(state -> bring(turn, state, Set.of()));
                        return new Outcome.Unchanged(Optional.empty());
                    });
        }
    }

    private static String kept(String told, UnaryOperator<JsonNode> by) {
        JsonNode before = Payloads.state(told.isBlank() ? "{}" : told);
        JsonNode after = by.apply(before);
        return after.equals(before) ? told : after.toString();
    }

    /** How many versions it would change to be written so. */
    long differing(UnaryOperator<JsonNode> by) {
        return versions().stream()
                .flatMap(version -> book.entry(version.number()).stream())
                .filter(entry -> !rewritten(entry, by).equals(entry))
                .count();
    }

    /** Writes every version anew, and has the rows follow; none where another sync is under way. */
    boolean rewrite(UnaryOperator<JsonNode> by) {
        Outcome outcome =
                inTurn(
                        turn -> {
                            VersionBook.Head head = finish(turn);
                            for (long number = 1; number <= head.last(); number++) {
                                VersionBook.Entry entry = book.entry(number).orElseThrow();
                                book.rewrite(turn.get(), entry, rewritten(entry, by));
                            }
                            state(head).ifPresent(state -> bring(turn, state, Set.of()));
                            return unchanged(head);
                        });
        return !(outcome instanceof Outcome.Busy);
    }

    private static VersionBook.Entry rewritten(
            VersionBook.Entry entry, UnaryOperator<JsonNode> by) {
        return new VersionBook.Entry(
                entry.version(),
                entry.options(),
                kept(entry.payload(), by),
                kept(entry.state(), by));
    }

    List<Version> versions() {
        return book.versions();
    }

    Optional<String> payload(long version) {
        return book.payload(version);
    }

    Optional<Delta> difference(long from, long to) {
        return targets(from)
                .flatMap(before -> targets(to).map(after -> Alignment.between(before, after)));
    }

    private Optional<List<Target>> targets(long version) {
        return book.state(version).map(state -> keeper.targets(Payloads.state(state), Set.of()));
    }

    String schema() {
        return keeper.schema();
    }

    /** Who asks, with what, and as what it is to be kept. */
    private record Order(Ask ask, String payload, Origin origin) {}

    private Outcome decide(Order order, Function<Optional<JsonNode>, Merge> merge) {
        if (order.ask().has(Option.DRY_RUN)) {
            VersionBook.Head head = book.head();
            return rehearse(order, head, merge.apply(state(head)));
        }
        return inTurn(
                turn -> {
                    VersionBook.Head head = finish(turn);
                    Optional<JsonNode> state = state(head);
                    return switch (merge.apply(state)) {
                        case Merge.Refused(String words) -> new Outcome.Refused(words);
                        case Merge.Same _ -> {
                            state.ifPresent(same -> bring(turn, same, Set.of()));
                            yield unchanged(head);
                        }
                        case Merge.Next next -> accept(order, turn, head, next);
                    };
                });
    }

    private Outcome rehearse(Order order, VersionBook.Head head, Merge merge) {
        return switch (merge) {
            case Merge.Refused(String words) -> new Outcome.Refused(words);
            case Merge.Same _ -> unchanged(head);
            case Merge.Next next ->
                    new Outcome.Rehearsed(
                            alignment.compare(keeper.targets(next.state(), order.ask().options())),
                            next.remarks());
        };
    }

    private Outcome unchanged(VersionBook.Head head) {
        return new Outcome.Unchanged(book.entry(head.last()).map(VersionBook.Entry::version));
    }

    private Outcome accept(Order order, Turn turn, VersionBook.Head head, Merge.Next next) {
        Set<Option> options = order.ask().options();
        Delta delta = alignment.compare(keeper.targets(next.state(), options));
        String payload = kept(order.payload(), keeper::kept);
        Version version = version(order, payload, head.last() + 1, next, delta);
        book.commit(
                turn.get(),
                new VersionBook.Entry(version, options, payload, next.state().toString()));
        bring(turn, next.state(), options);
        return new Outcome.Accepted(
                book.entry(version.number()).orElseThrow().version(), delta, next.remarks());
    }

    private Version version(
            Order order, String payload, long number, Merge.Next next, Delta delta) {
        byte[] bytes = payload.getBytes(UTF_8);
        return new Version(
                keeper.subject(),
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

    /** A version that somebody died over is gone on with first. */
    private VersionBook.Head finish(Turn turn) {
        VersionBook.Head head = book.head();
        if (!head.open()) {
            return head;
        }
        VersionBook.Entry left = book.entry(head.last()).orElseThrow();
        bring(turn, Payloads.state(left.state()), left.options());
        return book.head();
    }

    private void bring(Turn turn, JsonNode state, Set<Option> options) {
        // before the rows are looked at: what changes meanwhile is looked at once more
        String stamp = keeper.stamp();
        alignment.bring(keeper.targets(state, options), turn);
        keeper.conclude(state, turn);
        book.close(turn.get(), stamp);
    }

    private Optional<JsonNode> state(VersionBook.Head head) {
        return book.state(head.last()).map(Payloads::state);
    }

    private Outcome inTurn(Function<Turn, Outcome> work) {
        Lease lease = new Lease(store, clock, "sync#" + word(), TERM);
        try (Turn turn = Turn.take(lease).orElse(null)) {
            return turn == null
                    ? new Outcome.Busy("Another sync of " + word() + " is under way")
                    : work.apply(turn);
        } catch (GuardLost _) {
            return new Outcome.Busy("This sync of " + word() + " took so long that another began");
        }
    }

    private String word() {
        return keeper.subject().word();
    }
}
