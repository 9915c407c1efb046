package io.quill.operate.rest.once;

import io.quill.operate.rest.AdminReply;

/** Result of claiming a request id. */
public sealed interface RepeatCheck {
    /** It is the first, or the one before it came to nothing. */
    record First(String owner) implements RepeatCheck {}

    /** It was served before, and this was the answer. */
    record Again(AdminReply first) implements RepeatCheck {}

    /** The first one is being served at this moment. */
    record Underway() implements RepeatCheck {}

    /** The id was used for another request. */
    record Other() implements RepeatCheck {}
}
