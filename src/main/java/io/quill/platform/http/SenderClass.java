package io.quill.platform.http;

import io.vertx.core.http.HttpServerRequest;

/** Kind of sender of a request, as far as its head shows. */
public enum SenderClass {
    KNOWN,
    /** Only the body can tell. */
    UNPROVEN,
    /** Their body is not worth reading. */
    STRANGER;

    /** Header of a request whose body was left unread. */
    public static final String UNREAD = "X-Quill-Unread";

    /** Tells it from the head, quickly enough for an event loop. */
    public interface Triage {
        SenderClass of(HttpServerRequest head);
    }
}
