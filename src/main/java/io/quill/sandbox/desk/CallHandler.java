package io.quill.sandbox.desk;

import io.quill.sandbox.web.SandboxReply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Serves calls with the armed faults, and writes them to the journal. */
public record CallHandler(
        InstantSource clock,
        Supplier<UUID> ids,
        Delay pause,
        FaultInjector faults,
        RequestJournal journal) {
    private static final byte[] PAGE =
            "<!DOCTYPE html><html><body>Please sign in.</body></html>"
                    .getBytes(StandardCharsets.UTF_8);

    public static CallHandler of(InstantSource clock, Delay delay) {
        return new CallHandler(
                clock, UUID::randomUUID, delay, new FaultInjector(), new RequestJournal());
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
    public SandboxReply serve(
            ServiceCall serviceCall,
            Supplier<SandboxReply> work,
            Function<InjectedFault, SandboxReply> refusals) {
        SandboxReply sandboxReply =
                faults.next(serviceCall)
                        .map(injectedFault -> applyFault(injectedFault, work, refusals))
                        .orElseGet(work);
        journal.add(now(), serviceCall, sandboxReply);
        return sandboxReply;
    }

    private SandboxReply applyFault(
            InjectedFault injectedFault,
            Supplier<SandboxReply> work,
            Function<InjectedFault, SandboxReply> refusals) {
        pause(Duration.ofMillis(injectedFault.delayMillis()));
        return switch (injectedFault.kind()) {
            case SLOW -> work.get();
            case SILENCE -> new SandboxReply.Silence();
            case DROP -> new SandboxReply.Drop();
            case LIE -> SandboxReply.typed(200, "text/html; charset=utf-8", PAGE);
            case COMMIT_THEN_SILENCE -> refusal(work.get()).orElseGet(SandboxReply.Silence::new);
            case COMMIT_THEN_DROP -> refusal(work.get()).orElseGet(SandboxReply.Drop::new);
            case COMMIT_THEN_DRIP -> refusal(work.get()).orElseGet(SandboxReply.Drip::new);
            case COMMIT_THEN_ENDLESS -> refusal(work.get()).orElseGet(SandboxReply.Endless::new);
            case COMMIT_THEN_STATUS ->
                    refusal(work.get()).orElseGet(() -> refusals.apply(injectedFault));
            case STATUS, TOKEN_EXPIRED, CHALLENGED, LOCKED, DEPRECATED ->
                    refusals.apply(injectedFault);
        };
    }

    private static Optional<SandboxReply> refusal(SandboxReply sandboxReply) {
        boolean refused =
                sandboxReply instanceof SandboxReply.Answer answer && answer.status() >= 400;
        return refused ? Optional.of(sandboxReply) : Optional.empty();
    }

    public void pause(Duration time) {
        if (time.isPositive()) {
            try {
                pause.pause(time);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
