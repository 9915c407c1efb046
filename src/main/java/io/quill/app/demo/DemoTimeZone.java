package io.quill.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/**
 * Time zone of the demo, chosen so that it is about two o'clock: most of a shift is over, and all
 * of it is today.
 */
final class DemoTimeZone {
    private static final LocalTime TWO = LocalTime.of(14, 0);

    private static final List<ZoneId> ROUND_THE_WORLD =
            List.of(
                            "Pacific/Honolulu",
                            "America/Anchorage",
                            "America/Los_Angeles",
                            "America/Denver",
                            "America/Chicago",
                            "America/New_York",
                            "America/Halifax",
                            "America/Sao_Paulo",
                            "America/Noronha",
                            "Atlantic/Azores",
                            "Europe/London",
                            "Europe/Vienna",
                            "Europe/Athens",
                            "Europe/Istanbul",
                            "Asia/Dubai",
                            "Asia/Karachi",
                            "Asia/Dhaka",
                            "Asia/Bangkok",
                            "Asia/Singapore",
                            "Asia/Tokyo",
                            "Australia/Brisbane",
                            "Pacific/Noumea",
                            "Pacific/Auckland",
                            "Pacific/Tongatapu")
                    .stream()
                    .map(ZoneId::of)
                    .toList();

    private DemoTimeZone() {}

    static ZoneId zone(Instant now) {
        return ROUND_THE_WORLD.stream()
                .min(Comparator.comparing(zone -> fromTwo(now, zone)))
                .orElseThrow();
    }

    private static Duration fromTwo(Instant now, ZoneId zone) {
        return Duration.between(TWO, LocalTime.ofInstant(now, zone)).abs();
    }
}
