package io.quill.events.source.hubspot;

/** Who owns records; the e-mail is in lower case, and blank where there is none. */
public record Owner(String id, String name, String email, boolean archived) {}
