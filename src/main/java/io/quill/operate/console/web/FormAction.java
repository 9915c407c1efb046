package io.quill.operate.console.web;

import io.quill.operate.console.html.ConsoleLink;

/** Action of a form. */
public interface FormAction {
    Outcome perform(ConsoleRequest consoleRequest, ConsoleUser who);

    /** What came of it. */
    sealed interface Outcome {
        /** It was done, and what came of it is to be seen there. */
        record Done(ConsoleLink to) implements Outcome {}

        /** Nothing was done: this is what would be. */
        record Rehearsed(ConsolePage.Sheet sheet) implements Outcome {}

        /** It was not done, and the words say what would have to be otherwise. */
        record NotDone(String words) implements Outcome {}

        /** A field holds what cannot be; the words say what it may hold. */
        record Invalid(String words) implements Outcome {}
    }
}
