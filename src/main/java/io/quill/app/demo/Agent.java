package io.quill.app.demo;

import java.util.Locale;

/**
 * Somebody at a desk, whom Aloware and HubSpot know by the same address.
 *
 * @param diligence the part of a day's goals that is reached in a day
 */
record Agent(long id, String name, Team team, double diligence) {
    String email() {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@callcentre.example";
    }

    /** As HubSpot numbers them. */
    String owner() {
        return Long.toString(83_000 + id);
    }
}
