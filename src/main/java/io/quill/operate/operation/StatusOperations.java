package io.quill.operate.operation;

import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.Outbox;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.RunTold;
import io.quill.platform.jobs.RunRegistry;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Operation that returns Quill's status. */
public final class StatusOperations implements OperationGroup {
    private static final int MOST_COUNTED = 10_000;

    private final Outbox outbox;
    private final RunRegistry runRegistry;
    private final InstantSource clock;
    private final Instant startedAt;
    private final String version;
    private final Signs signs;

    /**
     * Information from other components.
     *
     * @param untrustedProxy an address that sends X-Forwarded-For and is not in TRUSTED_PROXIES
     * @param obstacle why this process pushes nothing, where it is the one that pushes
     * @param notBefore until when Power BI has asked for patience
     */
    public record Signs(
            Supplier<Optional<String>> untrustedProxy,
            Supplier<Optional<String>> obstacle,
            Supplier<Optional<Instant>> notBefore) {}

    public StatusOperations(
            Outbox outbox,
            RunRegistry runRegistry,
            InstantSource clock,
            String version,
            Signs signs) {
        this.signs = signs;
        this.outbox = outbox;
        this.runRegistry = runRegistry;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.version = version;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get("/admin/status", "getStatus", "How Quill stands, at a glance")
                        .answers(StatusTold.class, _ -> AdminReply.ok(status())));
    }

    private StatusTold status() {
        Map<String, Integer> waiting = new TreeMap<>();
        Stream.of(
                        EntryState.UNRESOLVED,
                        EntryState.READY,
                        EntryState.BATCHED,
                        EntryState.GATED,
                        EntryState.PARKED,
                        EntryState.DEAD)
                .forEach(
                        entryState ->
                                waiting.put(
                                        entryState.name().toLowerCase(Locale.ROOT),
                                        outbox.waiting(entryState, MOST_COUNTED).size()));
        return new StatusTold(
                version,
                startedAt,
                clock.instant(),
                waiting,
                pushing(),
                signs.untrustedProxy().get(),
                runRegistry.last().stream().map(RunTold::of).toList());
    }

    private Optional<PushingWaits> pushing() {
        Optional<Instant> until = signs.notBefore().get();
        return signs.obstacle()
                .get()
                .or(() -> until.map(_ -> "Power BI asked Quill to wait."))
                .map(why -> new PushingWaits(why, until));
    }

    /**
     * Reason why nothing is pushed at this moment.
     *
     * @param until as long as Power BI has asked for, if it has
     */
    record PushingWaits(String why, Optional<Instant> until) {}

    /**
     * State of Quill.
     *
     * @param waiting events by their state; counting ends at ten thousand
     * @param pushingWaits absent where nothing is in the way
     * @param untrustedProxy an address that sends X-Forwarded-For and is not in TRUSTED_PROXIES
     * @param lastRuns the last run of each job
     */
    record StatusTold(
            String version,
            Instant startedAt,
            Instant now,
            Map<String, Integer> waiting,
            Optional<PushingWaits> pushingWaits,
            Optional<String> untrustedProxy,
            List<RunTold> lastRuns) {}
}
