package io.quill.platform.check;

import io.quill.platform.check.Finding.Failed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs checks at the same time, each within a time limit; their order stays. */
public final class CheckRunner {
    private final Duration limit;

    public CheckRunner() {
        this(Duration.ofSeconds(10));
    }

    CheckRunner(Duration limit) {
        this.limit = limit;
    }

    public CheckReport run(List<Check> checks) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<CompletableFuture<Finding>> findings =
                checks.stream().map(CheckRunner::start).toList();
        List<CheckReport.Line> lines = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            lines.add(new CheckReport.Line(checks.get(i).name(), await(findings.get(i), deadline)));
        }
        return new CheckReport(lines);
    }

    private static CompletableFuture<Finding> start(Check check) {
        CompletableFuture<Finding> finding = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("check " + check.name())
                .start(
                        () -> {
                            try {
                                finding.complete(check.run());
                            } catch (Exception | LinkageError e) {
                                finding.completeExceptionally(e);
                            }
                        });
        return finding;
    }

    private Finding await(CompletableFuture<Finding> finding, long deadline) {
        try {
            return finding.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return new Failed(
                    "no answer within " + limit.toSeconds() + " s",
                    "see whether it can be reached from here, or is overloaded");
        } catch (ExecutionException e) {
            return fault(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Failed("interrupted", "run the check again");
        }
    }

    /** Describes an exception by its class alone, since its message may repeat a secret. */
    private static Finding fault(Throwable fault) {
        return new Failed(
                "broke off with " + fault.getClass().getSimpleName(),
                "run it again with LOG_LEVEL=debug, and report it if it stays");
    }
}
