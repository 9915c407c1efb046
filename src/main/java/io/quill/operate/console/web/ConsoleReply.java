package io.quill.operate.console.web;

import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.Html;

import java.time.Duration;
import java.util.Optional;

/** Reply to a browser. */
public sealed interface ConsoleReply {
    /** A whole page; the cookie is what {@code Set-Cookie} says, if anything. */
    record Shown(int status, Html page, Optional<Duration> retryAfter) implements ConsoleReply {
        static Shown of(int status, Html page) {
            return new Shown(status, page, Optional.empty());
        }
    }

    /** After something was done: to be looked at there, with a GET. */
    record Moved(ConsoleLink to, Optional<String> cookie) implements ConsoleReply {
        public Moved(ConsoleLink to) {
            this(to, Optional.empty());
        }
    }

    /** One of the few files; its address changes with what is in it. */
    record File(String type, byte[] content) implements ConsoleReply {}
}
