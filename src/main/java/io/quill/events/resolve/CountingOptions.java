package io.quill.events.resolve;

/**
 * Options of a business about what counts.
 *
 * @param countsLoggedEmails whether an e-mail counts that was only logged in HubSpot, and sent by
 *     other means
 */
public record CountingOptions(boolean countsLoggedEmails) {
    public static final CountingOptions DEFAULT = new CountingOptions(true);
}
