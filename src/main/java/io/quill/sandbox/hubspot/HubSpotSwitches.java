package io.quill.sandbox.hubspot;

import io.quill.sandbox.desk.Window;

/**
 * What no source settles about HubSpot, and the plan that its limits follow.
 *
 * @param callsPerTenSeconds 100 on free and starter plans, 190 on the larger ones
 * @param searchesPerSecond 5 by one page of the documents, 4 by a change log
 * @param windows the name TEN_SECONDLY_ROLLING, from memory, says that they slide
 * @param retryAfter "429 does not always carry Retry-After"
 * @param searchLagMillis how late a search finds what was changed: some seconds, from memory
 */
public record HubSpotSwitches(
        int callsPerTenSeconds,
        int searchesPerSecond,
        Window.Kind windows,
        RetryAfter retryAfter,
        long searchLagMillis) {
    public static final HubSpotSwitches STRICT =
            new HubSpotSwitches(100, 5, Window.Kind.ROLLING, RetryAfter.NEVER, 0);

    public enum RetryAfter {
        NEVER,
        ALWAYS
    }
}
