package io.quill.records.pull;

import io.quill.platform.http.Wire;
import io.quill.records.pull.auth.Signers;
import io.quill.records.pull.http.Allowance;
import io.quill.records.pull.http.Line;
import io.quill.records.pull.http.Pause;
import io.quill.records.pull.http.Transport;
import io.quill.records.tenant.Account;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/** One line for each account, with one token and one budget, whoever uses it. */
public final class Lines {
    private final Transport transport;
    private final Wire wire;
    private final InstantSource clock;
    private final Pause pause;
    private final DoubleSupplier chance;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    public Lines(
            Transport transport,
            Wire wire,
            InstantSource clock,
            Pause pause,
            DoubleSupplier chance) {
        this.transport = transport;
        this.wire = wire;
        this.clock = clock;
        this.pause = pause;
        this.chance = chance;
    }

    public Line to(Account account) {
        return lines.computeIfAbsent(account.toString(), _ -> open(account));
    }

    private Line open(Account account) {
        return new Line(
                account,
                transport,
                Signers.of(account, wire, clock),
                new Allowance(account.connector().budget(), clock, pause),
                clock,
                pause,
                chance);
    }
}
