package io.quill.storm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What memory another process of Java has, on Linux. */
public final class Footprint {
    private static final Pattern USED =
            Pattern.compile("(?:DefNew|Tenured) +total \\d+K, used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

    private final long pid;

    /** At one time; the heap is what a full collection leaves. */
    public record Step(Duration after, long heapBytes, long residentBytes, long threads) {}

    public Footprint(long pid) {
        this.pid = pid;
    }

    public Step taken(Duration after) throws IOException {
        jcmd("GC.run");
        String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
        return new Step(
                after,
                sum(USED, jcmd("GC.heap_info")) * 1024,
                sum(RESIDENT, status) * 1024,
                sum(THREADS, status));
    }

    private String jcmd(String command) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(pid),
                                command)
                        .redirectErrorStream(true)
                        .start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    private static long sum(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        long sum = 0;
        while (matcher.find()) {
            sum += Long.parseLong(matcher.group(1));
        }
        return sum;
    }

    /** By how much it grows a minute, after the method of least squares. */
    public static double slope(List<Step> steps, ToLongFunction<Step> of) {
        double time = steps.stream().mapToDouble(Footprint::minutes).average().orElse(0);
        double size = steps.stream().mapToLong(of).average().orElse(0);
        double covariance = 0;
        double variance = 0;
        for (Step step : steps) {
            double late = minutes(step) - time;
            covariance += late * (of.applyAsLong(step) - size);
            variance += late * late;
        }
        return variance == 0 ? 0 : covariance / variance;
    }

    private static double minutes(Step step) {
        return step.after().toMillis() / 60_000.0;
    }
}
