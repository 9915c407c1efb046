package io.quill.platform.http;

import io.vertx.core.http.HttpServerRequest;

/** Who sends a request, as far as its head tells. */
public enum Sender {
    KNOWN,
    /** Only the body can tell. */
    UNPROVEN,
    /** Their body is not worth reading. */
    STRANGER;

    /** On a request whose body was left unread. */
    public static final String UNREAD = "X-Quill-Unread";

    /** Tells it from the head, quickly enough for an event loop. */
    public interface Triage {
        Sender of(HttpServerRequest head);
    }
}
