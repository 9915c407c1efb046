package io.quill.operate.console.web;

import io.quill.operate.console.html.Address;

/** Something that a form does. */
public interface Deed {
    Outcome done(Ask ask, Visitor who);

    /** What came of it. */
    sealed interface Outcome {
        /** It was done, and what came of it is to be seen there. */
        record Done(Address to) implements Outcome {}

        /** Nothing was done: this is what would be. */
        record Rehearsed(Page.Sheet sheet) implements Outcome {}

        /** It was not done, and the words say what would have to be otherwise. */
        record NotDone(String words) implements Outcome {}
    }
}
