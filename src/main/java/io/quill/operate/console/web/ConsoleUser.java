package io.quill.operate.console.web;

import io.quill.operate.console.html.Html;

/**
 * Signed-in user, who may see and do everything.
 *
 * @param name of the key they signed in with, for the audit
 * @param proof what every form has to bring back, so that no other site can send one
 */
public record ConsoleUser(String name, String proof) {
    /** Returns the hidden field for every form. */
    public Html field() {
        return Html.html("<input type=\"hidden\" name=\"proof\" value=\"{}\">", proof);
    }

    @Override
    public String toString() {
        return "Visitor[" + name + "]";
    }
}
