package io.quill.dimension.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.dimension.WantedRows;
import io.quill.dimension.sync.Ask.Option;
import io.quill.dimension.sync.Version.Origin;
import io.quill.dimension.sync.Version.Stage;
import io.quill.ledger.Lease;
import io.quill.store.DataStore;
import io.quill.store.GuardLost;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes asks, one at a time a subject, however many processes there are. What is taken is a version
 * before its first row is wanted, so whoever comes after a crash goes on with it.
 */
public final class Syncs implements Dimensions {
    private static final Duration TERM = Duration.ofSeconds(10);

    private final DataStore store;
    private final InstantSource clock;
    private final Alignment alignment;
    private final Members members;
    private final Map<Subject, Kept> subjects = new EnumMap<>(Subject.class);

    /** Where the members of the ring group are read. */
    public interface Members {
        /** A payload of {@link Subject#AGENTS}, or why there is none. */
        Reading read();

        /** What came of reading. */
        sealed interface Reading {
            record Payload(String text) implements Reading {}

            record Fault(String words) implements Reading {}
        }
    }

    private record Kept(Keeper keeper, Payloads payloads, VersionBook book) {}

    public Syncs(
            DataStore store,
            WantedRows wanted,
            InstantSource clock,
            Members members,
            List<Keeper> keepers) {
        this.store = store;
        this.clock = clock;
        this.alignment = new Alignment(wanted);
        this.members = members;
        for (Keeper keeper : keepers) {
            VersionBook book = new VersionBook(store, keeper.subject());
            subjects.put(keeper.subject(), new Kept(keeper, new Payloads(keeper), book));
        }
    }

    @Override
    public Outcome readAgents(Ask ask) {
        return switch (members.read()) {
            case Members.Reading.Payload(String text) -> sync(Subject.AGENTS, text, ask);
            case Members.Reading.Fault(String words) -> new Outcome.Unread(words);
        };
    }

    @Override
    public Outcome sync(Subject subject, String payload, Ask ask) {
        Kept kept = kept(subject);
        return switch (kept.payloads().read(payload)) {
            case Payloads.Read.Unsound(List<Fault> faults) -> new Outcome.Invalid(faults);
            case Payloads.Read.Sound(JsonNode sound) -> {
                Order order = new Order(ask, payload, new Origin.Sync());
                yield decide(
                        kept, order, state -> kept.keeper().merge(state, sound, ask.options()));
            }
        };
    }

    @Override
    public Outcome rollback(Subject subject, long version, Ask ask) {
        Kept kept = kept(subject);
        Optional<VersionBook.Entry> earlier = kept.book().entry(version);
        if (earlier.isEmpty()) {
            return new Outcome.NoSuchVersion(
                    "%s has no version %d".formatted(subject.word(), version));
        }
        JsonNode then = Payloads.state(earlier.get().state());
        Order order = new Order(ask, earlier.get().payload(), new Origin.Rollback(version));
        return decide(
                kept,
                order,
                state -> kept.keeper().restore(state.orElse(then), then, ask.options()));
    }

    /** Finishes what was left open, and has the rows follow the calendar and each other. */
    public void upkeep() {
        subjects.values().forEach(this::keepUp);
    }

    private void keepUp(Kept kept) {
        VersionBook.Head head = kept.book().head();
        if (head.last() > 0 && (head.open() || !head.stamp().equals(kept.keeper().stamp()))) {
            inTurn(
                    kept,
                    turn -> {
                        VersionBook.Head now = finish(kept, turn);
                        state(kept, now).ifPresent(state -> bring(kept, turn, state, Set.of()));
                        return new Outcome.Unchanged(Optional.empty());
                    });
        }
    }

    @Override
    public List<Version> versions(Subject subject) {
        return kept(subject).book().versions();
    }

    @Override
    public Optional<String> payload(Subject subject, long version) {
        return kept(subject).book().payload(version);
    }

    @Override
    public Optional<Delta> difference(Subject subject, long from, long to) {
        Kept kept = kept(subject);
        return kept.book()
                .state(from)
                .flatMap(
                        before ->
                                kept.book()
                                        .state(to)
                                        .map(
                                                after ->
                                                        Alignment.between(
                                                                targets(kept, before),
                                                                targets(kept, after))));
    }

    private static List<Target> targets(Kept kept, String state) {
        return kept.keeper().targets(Payloads.state(state), Set.of());
    }

    @Override
    public String schema(Subject subject) {
        return kept(subject).keeper().schema();
    }

    /** Who asks, with what, and as what it is to be kept. */
    private record Order(Ask ask, String payload, Origin origin) {}

    private Outcome decide(Kept kept, Order order, Function<Optional<JsonNode>, Merge> merge) {
        if (order.ask().has(Option.DRY_RUN)) {
            VersionBook.Head head = kept.book().head();
            return rehearse(kept, order, head, merge.apply(state(kept, head)));
        }
        return inTurn(
                kept,
                turn -> {
                    VersionBook.Head head = finish(kept, turn);
                    Optional<JsonNode> state = state(kept, head);
                    return switch (merge.apply(state)) {
                        case Merge.Refused(String words) -> new Outcome.Refused(words);
                        case Merge.Same _ -> {
                            state.ifPresent(same -> bring(kept, turn, same, Set.of()));
                            yield unchanged(kept, head);
                        }
                        case Merge.Next next -> accept(kept, order, turn, head, next);
                    };
                });
    }

    private Outcome rehearse(Kept kept, Order order, VersionBook.Head head, Merge merge) {
        return switch (merge) {
            case Merge.Refused(String words) -> new Outcome.Refused(words);
            case Merge.Same _ -> unchanged(kept, head);
            case Merge.Next next ->
                    new Outcome.Rehearsed(
                            alignment.compare(
                                    kept.keeper().targets(next.state(), order.ask().options())),
                            next.remarks());
        };
    }

    private static Outcome unchanged(Kept kept, VersionBook.Head head) {
        return new Outcome.Unchanged(
                kept.book().entry(head.last()).map(VersionBook.Entry::version));
    }

    private Outcome accept(
            Kept kept, Order order, Turn turn, VersionBook.Head head, Merge.Next next) {
        Set<Option> options = order.ask().options();
        Delta delta = alignment.compare(kept.keeper().targets(next.state(), options));
        Version version = version(kept, order, head.last() + 1, next, delta);
        kept.book()
                .commit(
                        turn.get(),
                        new VersionBook.Entry(
                                version, options, order.payload(), next.state().toString()));
        bring(kept, turn, next.state(), options);
        return new Outcome.Accepted(
                kept.book().entry(version.number()).orElseThrow().version(), delta, next.remarks());
    }

    private Version version(Kept kept, Order order, long number, Merge.Next next, Delta delta) {
        byte[] bytes = order.payload().getBytes(UTF_8);
        return new Version(
                kept.keeper().subject(),
                number,
                clock.instant(),
                order.ask().who(),
                order.ask().from(),
                order.origin(),
                next.label(),
                next.due(),
                hash(bytes),
                bytes.length,
                delta.counts(),
                Stage.OPEN);
    }

    /** A version that somebody died over is gone on with first. */
    private VersionBook.Head finish(Kept kept, Turn turn) {
        VersionBook.Head head = kept.book().head();
        if (!head.open()) {
            return head;
        }
        VersionBook.Entry left = kept.book().entry(head.last()).orElseThrow();
        bring(kept, turn, Payloads.state(left.state()), left.options());
        return kept.book().head();
    }

    private void bring(Kept kept, Turn turn, JsonNode state, Set<Option> options) {
        Keeper keeper = kept.keeper();
        // before the rows are looked at: what changes meanwhile is looked at once more
        String stamp = keeper.stamp();
        alignment.bring(keeper.targets(state, options), turn);
        keeper.conclude(state, turn);
        kept.book().close(turn.get(), stamp);
    }

    private static Optional<JsonNode> state(Kept kept, VersionBook.Head head) {
        return kept.book().state(head.last()).map(Payloads::state);
    }

    private Outcome inTurn(Kept kept, Function<Turn, Outcome> work) {
        String word = kept.keeper().subject().word();
        Lease lease = new Lease(store, clock, "sync#" + word, TERM);
        try (Turn turn = Turn.take(lease).orElse(null)) {
            return turn == null
                    ? new Outcome.Busy("Another sync of " + word + " is under way")
                    : work.apply(turn);
        } catch (GuardLost _) {
            return new Outcome.Busy("This sync of " + word + " took so long that another began");
        }
    }

    private Kept kept(Subject subject) {
        return Optional.ofNullable(subjects.get(subject))
                .orElseThrow(() -> new IllegalArgumentException("Nobody keeps " + subject));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException fault) {
            throw new IllegalStateException("Every Java has SHA-256", fault);
        }
    }
}
