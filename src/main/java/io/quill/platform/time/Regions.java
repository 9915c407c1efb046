package io.quill.platform.time;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** Time zones by the name of a region, which alone knows when clocks change there. */
public final class Regions {
    /** Java knows these as zones: the same offset all year, an hour off in summer. */
    private static final Map<String, String> ABBREVIATIONS =
            Map.of(
                    "EST", "America/New_York",
                    "MST", "America/Denver",
                    "HST", "Pacific/Honolulu");

    private Regions() {}

    /** Empty for an abbreviation, for an offset, and for what is no zone. */
    public static Optional<ZoneId> find(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) && !ABBREVIATIONS.containsKey(name)
                ? Optional.of(ZoneId.of(name))
                : Optional.empty();
    }

    /** The region that is meant by an abbreviation, most likely. */
    public static Optional<String> meantBy(String abbreviation) {
        return Optional.ofNullable(ABBREVIATIONS.get(abbreviation));
    }
}
