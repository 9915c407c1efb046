package io.quill.events.source.aloware;

/** A user of Aloware; the e-mail is in lower case, and blank where there is none. */
public record Member(String id, String name, String email) {}
