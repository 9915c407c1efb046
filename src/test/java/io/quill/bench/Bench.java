package io.quill.bench;

import java.time.Duration;
import java.util.List;

/** {@code ./quill bench WHAT [args]}. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        String what = args.length == 0 ? "help" : args[0];
        switch (what) {
            case "store" -> StoreBench.run();
            case "webhooks" -> WebhookBench.run();
            case "records" ->
                    Shipped.run(
                            RecordBench.class, List.of(Long.toString(number(args, 1, 1_000_000))));
            case "postgres" -> PostgresBench.run(args);
            case "pull" -> PullBench.run(number(args, 1, 100_000));
            case "gap" -> GapBench.run((int) number(args, 1, 300));
            case "push" ->
                    PushBench.run(
                            args.length > 1 ? args[1] : "all", (int) number(args, 2, 200_000));
            case "demo" -> DemoBench.run(Duration.ofMinutes(number(args, 1, 10)));
            case "storm" -> StormBench.run(number(args, 1, 1), (int) number(args, 2, 1));
            case "fuzz" ->
                    FuzzBench.run(Duration.ofSeconds(number(args, 1, 3_600)), number(args, 2, 1));
            default ->
                    System.out.println(
                            "./quill bench store | webhooks | records [RECORDS] | postgres | pull [RECORDS] | push [all|fifo|none|speed|latency [ROWS]]"
                                    + " | gap [RELOADS]"
                                    + " | demo [MINUTES] | storm [SEED [ROUNDS]] | fuzz [SECONDS [SEED]]");
        }
        System.exit(0);
    }

    private static long number(String[] args, int place, long otherwise) {
        return args.length > place ? Long.parseLong(args[place]) : otherwise;
    }
}
