package io.quill.operate.access;

/** Whether somebody may come in. The reason is for the audit; the caller is told nothing of it. */
public sealed interface Verdict {
    record Admitted(Caller caller) implements Verdict {}

    record Refused(Refusal refusal, String address) implements Verdict {}
}
