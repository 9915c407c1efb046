package io.quill.events.resolve;

/**
 * What a business has to decide about counting.
 *
 * @param countsLoggedEmails whether an e-mail counts that was only logged in HubSpot, and sent by
 *     other means
 */
public record Choices(boolean countsLoggedEmails) {
    public static final Choices DEFAULT = new Choices(true);
}
