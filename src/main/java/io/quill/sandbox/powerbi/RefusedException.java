package io.quill.sandbox.powerbi;

import io.quill.sandbox.web.SandboxReply;

/** Exception for a refused request, with the service's answer. */
final class RefusedException extends RuntimeException {
    // never serialised: it lives for one request
    private final transient SandboxReply.Answer answer;

    RefusedException(SandboxReply.Answer answer) {
        super("refused with " + answer.status(), null, false, false);
        this.answer = answer;
    }

    SandboxReply.Answer answer() {
        return answer;
    }
}
