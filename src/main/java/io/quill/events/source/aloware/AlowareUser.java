package io.quill.events.source.aloware;

/** User of Aloware; the e-mail is in lower case, and blank if there is none. */
public record AlowareUser(String id, String name, String email) {}
