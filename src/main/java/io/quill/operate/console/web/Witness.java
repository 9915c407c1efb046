package io.quill.operate.console.web;

/** Writes down what is done, before it is done and once it has been. */
public interface Witness {
    /** The id under which it is told what it came to. */
    String asked(String action, Ask ask, Visitor who);

    void cameTo(String id, Deed.Outcome outcome);
}
