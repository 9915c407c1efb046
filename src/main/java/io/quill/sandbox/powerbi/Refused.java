package io.quill.sandbox.powerbi;

import io.quill.sandbox.web.Reply;

/** A request is not taken, and this is how the service says so. */
final class Refused extends RuntimeException {
    // never serialised: it lives for one request
    private final transient Reply.Answer answer;

    Refused(Reply.Answer answer) {
        super("refused with " + answer.status(), null, false, false);
        this.answer = answer;
    }

    Reply.Answer answer() {
        return answer;
    }
}
