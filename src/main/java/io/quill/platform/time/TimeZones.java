package io.quill.platform.time;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * Finds time zones by the names of regions, since abbreviations and offsets do not know when clocks
 * change.
 */
public final class TimeZones {
    /**
     * Abbreviations that Java takes for zones with the same offset all year, which is an hour off
     * in summer.
     */
    private static final Map<String, String> ABBREVIATIONS =
            Map.of(
                    "EST", "America/New_York",
                    "MST", "America/Denver",
                    "HST", "Pacific/Honolulu");

    private TimeZones() {}

    /** Returns the zone; empty for an abbreviation, an offset, or a name that is no zone. */
    public static Optional<ZoneId> find(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) && !ABBREVIATIONS.containsKey(name)
                ? Optional.of(ZoneId.of(name))
                : Optional.empty();
    }

    /** Returns the region that is most likely meant by an abbreviation. */
    public static Optional<String> suggestedRegion(String abbreviation) {
        return Optional.ofNullable(ABBREVIATIONS.get(abbreviation));
    }
}
