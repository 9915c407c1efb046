package io.quill.operate.rest;

import java.util.Optional;
import java.util.stream.Stream;

/** HTTP method of an operation. */
public enum HttpVerb {
    GET,
    POST,
    PUT,
    DELETE;

    /** Returns whether it may change something. */
    public boolean changes() {
        return this != GET;
    }

    static Optional<HttpVerb> of(String method) {
        return Stream.of(values()).filter(httpVerb -> httpVerb.name().equals(method)).findFirst();
    }
}
