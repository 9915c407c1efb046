package io.quill.operate.rest.once;

import io.quill.operate.rest.Reply;

/** Whether a request under an id may be served. */
public sealed interface Repeat {
    /** It is the first, or the one before it came to nothing. */
    record First(String owner) implements Repeat {}

    /** It was served before, and this was the answer. */
    record Again(Reply first) implements Repeat {}

    /** The first one is being served at this moment. */
    record Underway() implements Repeat {}

    /** The id was used for another request. */
    record Other() implements Repeat {}
}
