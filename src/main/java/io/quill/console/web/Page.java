package io.quill.console.web;

import io.quill.console.html.Html;

import java.util.Optional;

/** A page of the console. */
public interface Page {
    /** Nothing when there is no such thing as is asked for. */
    Optional<Sheet> at(Ask ask, Visitor who, Slots slots);

    /**
     * What is shown.
     *
     * @param title in the window, and as the heading
     */
    record Sheet(String title, Html content) {}
}
