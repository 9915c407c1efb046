package io.quill.platform.store;

/** Consistency of a read: a strong one sees every write that was answered before it. */
public enum Consistency {
    EVENTUAL,
    STRONG
}
