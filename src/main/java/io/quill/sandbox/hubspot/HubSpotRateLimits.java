package io.quill.sandbox.hubspot;

import io.quill.sandbox.desk.RateWindow;
import io.quill.sandbox.web.SandboxReply;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Rate limits of a token: calls in a day and in ten seconds, searches in a second. */
final class HubSpotRateLimits {
    private final RateWindow days = new RateWindow(Duration.ofDays(1));
    private final RateWindow calls = new RateWindow(Duration.ofSeconds(10));
    private final RateWindow searches = new RateWindow(Duration.ofSeconds(1));

    synchronized Optional<SandboxReply.Answer> over(
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

    private static Optional<SandboxReply.Answer> refused(
            String id, String policy, String words, Duration wait, HubSpotSwitches switches) {
        SandboxReply.Answer answer = HubSpotErrors.tooMany(id, policy, words);
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return Optional.of(
                switches.retryAfter() == HubSpotSwitches.RetryAfter.ALWAYS
                        ? answer.with("Retry-After", Long.toString(seconds))
                        : answer);
    }

    synchronized SandboxReply.Answer told(
            SandboxReply.Answer answer, Instant now, HubSpotSwitches switches) {
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
