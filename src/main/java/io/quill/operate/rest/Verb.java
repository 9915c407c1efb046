package io.quill.operate.rest;

import java.util.Optional;
import java.util.stream.Stream;

/** What may be done with a path. */
public enum Verb {
    GET,
    POST,
    PUT,
    DELETE;

    /** Whether it may change something. */
    public boolean changes() {
        return this != GET;
    }

    static Optional<Verb> of(String method) {
        return Stream.of(values()).filter(verb -> verb.name().equals(method)).findFirst();
    }
}
