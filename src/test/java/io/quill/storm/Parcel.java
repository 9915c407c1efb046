package io.quill.storm;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.function.Function;

/**
 * A delivery of one event.
 *
 * @param key of the event in the ledger
 * @param redelivered whether its source sends it again until it is acknowledged
 * @param request what is sent to a Quill at this origin, at this moment
 */
record Parcel(
        String key, Fate fate, boolean redelivered, Function<URI, HttpRequest.Builder> request) {}
