package io.quill.admin.operation;

import io.quill.admin.rest.Operation;
import io.quill.admin.rest.Reply;
import io.quill.admin.rest.RunTold;
import io.quill.ledger.Outbox;
import io.quill.ledger.State;
import io.quill.run.Runs;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How Quill stands, at a glance. */
public final class StatusOperations implements Operations {
    private static final int MOST_COUNTED = 10_000;

    private final Outbox outbox;
    private final Runs runs;
    private final InstantSource clock;
    private final Instant startedAt;
    private final String version;
    private final Supplier<Optional<String>> untrustedProxy;

    public StatusOperations(
            Outbox outbox,
            Runs runs,
            InstantSource clock,
            String version,
            Supplier<Optional<String>> untrustedProxy) {
        this.untrustedProxy = untrustedProxy;
        this.outbox = outbox;
        this.runs = runs;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.version = version;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get("/admin/status", "getStatus", "How Quill stands, at a glance")
                        .answers(StatusTold.class, _ -> Reply.ok(status())));
    }

    private StatusTold status() {
        Map<String, Integer> waiting = new TreeMap<>();
        Stream.of(
                        State.UNRESOLVED,
                        State.READY,
                        State.BATCHED,
                        State.GATED,
                        State.PARKED,
                        State.DEAD)
                .forEach(
                        state ->
                                waiting.put(
                                        state.name().toLowerCase(Locale.ROOT),
                                        outbox.waiting(state, MOST_COUNTED).size()));
        return new StatusTold(
                version,
                startedAt,
                clock.instant(),
                waiting,
                untrustedProxy.get(),
                runs.last().stream().map(RunTold::of).toList());
    }

    /**
     * How Quill stands.
     *
     * @param waiting events by their state; counting ends at ten thousand
     * @param untrustedProxy an address that sends X-Forwarded-For and is not in TRUSTED_PROXIES
     * @param lastRuns the last run of each job
     */
    record StatusTold(
            String version,
            Instant startedAt,
            Instant now,
            Map<String, Integer> waiting,
            Optional<String> untrustedProxy,
            List<RunTold> lastRuns) {}
}
