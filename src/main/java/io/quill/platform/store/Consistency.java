package io.quill.platform.store;

/** Whether a read must see every write that was answered before it. */
public enum Consistency {
    EVENTUAL,
    STRONG
}
