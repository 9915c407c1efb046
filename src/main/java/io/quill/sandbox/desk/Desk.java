package io.quill.sandbox.desk;

import io.quill.sandbox.web.Reply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where every call is served: with the faults that are armed, and into the journal. */
public record Desk(
        InstantSource clock, Supplier<UUID> ids, Pause pause, Faults faults, Journal journal) {
    private static final byte[] PAGE =
            "<!DOCTYPE html><html><body>Please sign in.</body></html>"
                    .getBytes(StandardCharsets.UTF_8);

    public static Desk of(InstantSource clock, Pause pause) {
        return new Desk(clock, UUID::randomUUID, pause, new Faults(), new Journal());
    }

    public Instant now() {
        return clock.instant();
    }

    public String newId() {
        return ids.get().toString();
    }

    /**
     * Serves a call, or does to it what an armed fault says.
     *
     * @param work does what the call asks for
     * @param refusals says in the system's own words what a fault makes of it
     */
    public Reply serve(Call call, Supplier<Reply> work, Function<Fault, Reply> refusals) {
        Reply reply = faults.next(call).map(fault -> struck(fault, work, refusals)).orElseGet(work);
        journal.add(now(), call, reply);
        return reply;
    }

    private Reply struck(Fault fault, Supplier<Reply> work, Function<Fault, Reply> refusals) {
        letPass(Duration.ofMillis(fault.delayMillis()));
        return switch (fault.kind()) {
            case SLOW -> work.get();
            case SILENCE -> new Reply.Silence();
            case DROP -> new Reply.Drop();
            case LIE -> Reply.typed(200, "text/html; charset=utf-8", PAGE);
            case COMMIT_THEN_SILENCE -> refusal(work.get()).orElseGet(Reply.Silence::new);
            case COMMIT_THEN_DROP -> refusal(work.get()).orElseGet(Reply.Drop::new);
            case COMMIT_THEN_DRIP -> refusal(work.get()).orElseGet(Reply.Drip::new);
            case COMMIT_THEN_ENDLESS -> refusal(work.get()).orElseGet(Reply.Endless::new);
            case COMMIT_THEN_STATUS -> refusal(work.get()).orElseGet(() -> refusals.apply(fault));
            case STATUS, TOKEN_EXPIRED, CHALLENGED, LOCKED, DEPRECATED -> refusals.apply(fault);
        };
    }

    private static Optional<Reply> refusal(Reply reply) {
        boolean refused = reply instanceof Reply.Answer answer && answer.status() >= 400;
        return refused ? Optional.of(reply) : Optional.empty();
    }

    public void letPass(Duration time) {
        if (time.isPositive()) {
            try {
                pause.pause(time);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
