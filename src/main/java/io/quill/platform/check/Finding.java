package io.quill.platform.check;

/** Finding of a check; its words must not hold a secret. */
public sealed interface Finding {
    record Fine(String what) implements Finding {}

    /** Works, but not as one might think. */
    record Warned(String what, String whatToDo) implements Finding {}

    record Failed(String what, String whatToDo) implements Finding {}
}
