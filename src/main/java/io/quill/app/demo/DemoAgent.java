package io.quill.app.demo;

import java.util.Locale;

/**
 * Made-up agent, with the same e-mail address in Aloware and HubSpot.
 *
 * @param diligence the part of a day's goals that is reached in a day
 */
record DemoAgent(long id, String name, DemoTeam team, double diligence) {
    String email() {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@callcentre.example";
    }

    /** Returns the owner id in HubSpot. */
    String owner() {
        return Long.toString(83_000 + id);
    }
}
