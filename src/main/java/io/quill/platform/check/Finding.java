package io.quill.platform.check;

/** What a check has found; none of its words may hold a secret. */
public sealed interface Finding {
    record Fine(String what) implements Finding {}

    /** Works, but not as one might think. */
    record Warned(String what, String whatToDo) implements Finding {}

    record Failed(String what, String whatToDo) implements Finding {}
}
