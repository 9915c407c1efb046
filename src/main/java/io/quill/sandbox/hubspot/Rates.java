package io.quill.sandbox.hubspot;

import io.quill.sandbox.desk.Window;
import io.quill.sandbox.web.Reply;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one token may ask in a day and in ten seconds, and how often it may search in one. */
final class Rates {
    private final Window days = new Window(Duration.ofDays(1));
    private final Window calls = new Window(Duration.ofSeconds(10));
    private final Window searches = new Window(Duration.ofSeconds(1));

    synchronized Optional<Reply.Answer> over(
            boolean search, Instant now, HubSpotSwitches switches, String id) {
        Optional<Duration> wait =
                days.untilRoom(switches.windows(), now, 1, switches.callsPerDay());
        if (wait.isPresent()) {
            return refused(id, "DAILY", "You have reached your daily limit.", wait.get(), switches);
        }
        wait = calls.untilRoom(switches.windows(), now, 1, switches.callsPerTenSeconds());
        if (wait.isPresent()) {
            String words = "You have reached your ten_secondly_rolling limit.";
            return refused(id, switches.tenSecondPolicy(), words, wait.get(), switches);
        }
        if (search) {
            wait = searches.untilRoom(switches.windows(), now, 1, switches.searchesPerSecond());
            if (wait.isPresent()) {
                String words = "You have reached your secondly limit.";
                return refused(id, "SECONDLY", words, wait.get(), switches);
            }
            searches.add(now, 1);
        }
        calls.add(now, 1);
        days.add(now, 1);
        return Optional.empty();
    }

    private static Optional<Reply.Answer> refused(
            String id, String policy, String words, Duration wait, HubSpotSwitches switches) {
        Reply.Answer answer = Problem.tooMany(id, policy, words);
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return Optional.of(
                switches.retryAfter() == HubSpotSwitches.RetryAfter.ALWAYS
                        ? answer.with("Retry-After", Long.toString(seconds))
                        : answer);
    }

    synchronized Reply.Answer told(Reply.Answer answer, Instant now, HubSpotSwitches switches) {
        long left =
                Math.max(0, switches.callsPerTenSeconds() - calls.used(switches.windows(), now));
        long today = Math.max(0, switches.callsPerDay() - days.used(switches.windows(), now));
        return answer.with("X-HubSpot-RateLimit-Interval-Milliseconds", "10000")
                .with("X-HubSpot-RateLimit-Max", Integer.toString(switches.callsPerTenSeconds()))
                .with("X-HubSpot-RateLimit-Remaining", Long.toString(left))
                .with("X-HubSpot-RateLimit-Daily", Integer.toString(switches.callsPerDay()))
                .with("X-HubSpot-RateLimit-Daily-Remaining", Long.toString(today));
    }
}
