package io.quill.sandbox.hubspot;

import io.quill.sandbox.desk.RateWindow;

/**
 * Choices about undocumented behaviour of HubSpot, and the limits of its plan.
 *
 * @param callsPerTenSeconds 100 on free and starter plans, 190 on the larger ones
 * @param searchesPerSecond 5 by one page of the documents, 4 by a change log: the fewer hold
 * @param windows the name TEN_SECONDLY_ROLLING, from memory, says that they slide
 * @param retryAfter "429 does not always carry Retry-After"
 * @param callsPerDay 250,000 on free and starter plans, 625,000 and 1,000,000 on the larger ones
 * @param tenSecondPolicy the name of the policy in a 429; of a day it is documented: DAILY
 * @param missing how a batch read tells of ids that are not there: from memory
 * @param ownersPerPage the most owners a page holds: from memory, 100 where nothing is said
 * @param searchLagMillis how late a search finds what was changed: some seconds, from memory
 */
public record HubSpotSwitches(
        int callsPerTenSeconds,
        int searchesPerSecond,
        RateWindow.Kind windows,
        RetryAfter retryAfter,
        int callsPerDay,
        String tenSecondPolicy,
        Missing missing,
        int ownersPerPage,
        long searchLagMillis) {
    public static final HubSpotSwitches STRICT =
            new HubSpotSwitches(
                    100,
                    4,
                    RateWindow.Kind.ROLLING,
                    RetryAfter.NEVER,
                    250_000,
                    "TEN_SECONDLY_ROLLING",
                    Missing.MULTI_STATUS,
                    500,
                    0);

    /** The same, with so many calls in ten seconds and this in a refusal of more. */
    public HubSpotSwitches allowing(int calls, RetryAfter told) {
        return new HubSpotSwitches(
                calls,
                searchesPerSecond,
                windows,
                told,
                callsPerDay,
                tenSecondPolicy,
                missing,
                ownersPerPage,
                searchLagMillis);
    }

    public enum RetryAfter {
        NEVER,
        ALWAYS
    }

    /** 207 with the ids among its errors, or 200 without a word of them. */
    public enum Missing {
        MULTI_STATUS,
        LEFT_OUT
    }
}
