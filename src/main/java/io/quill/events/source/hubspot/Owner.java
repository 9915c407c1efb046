package io.quill.events.source.hubspot;

/** Owner of records; the e-mail is in lower case, and blank if there is none. */
public record Owner(String id, String name, String email, boolean archived) {}
