package io.quill.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.platform.jobs.Run;
import io.quill.records.landing.Feed;
import io.quill.records.pull.PullListener;
import io.quill.records.pull.PullResult;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;

/** Reports progress and result of a pull, to a person or a program. */
final class PullReporter implements PullListener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration OFTEN = Duration.ofSeconds(1);

    private final CommandContext commandContext;
    private final boolean json;
    private final InstantSource clock;
    private Instant told = Instant.EPOCH;
    private Instant begun = Instant.EPOCH;
    private String current = "";

    PullReporter(CommandContext commandContext, boolean json, InstantSource clock) {
        this.commandContext = commandContext;
        this.json = json;
        this.clock = clock;
    }

    /** Prints to the error stream, so that the output stays clean for programs. */
    @Override
    public void onPage(Feed feed, long pages, long records, OptionalLong total) {
        Instant now = clock.instant();
        if (!feed.entity().equals(current)) {
            current = feed.entity();
            begun = now;
            told = Instant.EPOCH;
        }
        if (Duration.between(told, now).compareTo(OFTEN) >= 0) {
            told = now;
            commandContext
                    .err()
                    .println(line(feed, pages, records, total, Duration.between(begun, now)));
        }
    }

    static String line(
            Feed feed, long pages, long records, OptionalLong total, Duration sinceFirst) {
        double seconds = sinceFirst.toMillis() / 1000.0;
        double rate = seconds > 0 ? records / seconds : 0;
        String of = total.isPresent() ? " of %,d".formatted(total.getAsLong()) : "";
        String speed = rate > 0 ? ", %,.0f/s".formatted(rate) : "";
        long rest = total.orElse(records) - records;
        String left = rate > 0 && rest > 0 ? ", %,.0f s left".formatted(rest / rate) : "";
        return "  %-14s page %,d, %,d%s records%s%s"
                .formatted(feed.entity(), pages, records, of, speed, left);
    }

    void ended(String step, String what, Run run) {
        say(step, what, run.state().word(), run.words(), run.counts());
    }

    void ended(String step, String what, PullResult pullResult) {
        switch (pullResult) {
            case PullResult.Complete complete ->
                    say(
                            step,
                            what,
                            "finished",
                            String.join("; ", complete.remarks()),
                            Map.of(
                                    "read", complete.landed().read(),
                                    "rejected", complete.landed().rejected(),
                                    "requests", complete.effort().requests()));
            case PullResult.Failed(_, String words, _) ->
                    say(step, what, "failed", words, Map.of());
        }
    }

    void busy(String step, String what, String by) {
        say(step, what, "busy", "it is being done already, by " + by, Map.of());
    }

    private void say(
            String step, String what, String state, String words, Map<String, Long> counts) {
        PrintStream out = commandContext.out();
        if (json) {
            ObjectNode line =
                    JSON.createObjectNode()
                            .put("step", step)
                            .put("what", what)
                            .put("state", state)
                            .put("words", words);
            counts.forEach(line.putObject("counts")::put);
            out.println(line);
        } else {
            out.printf("%-7s %-28s %-9s %s %s%n", step, what, state, words, shown(counts));
        }
    }

    private static String shown(Map<String, Long> counts) {
        StringBuilder shown = new StringBuilder();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(each -> each.getValue() > 0)
                .forEach(each -> shown.append(" %s %,d".formatted(each.getKey(), each.getValue())));
        return shown.toString().strip();
    }
}
