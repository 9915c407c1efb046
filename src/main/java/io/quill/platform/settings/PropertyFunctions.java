package io.quill.platform.settings;

/** Replaces the property functions in a text, {@code {{aws:…}}} for one, by what they stand for. */
@FunctionalInterface
public interface PropertyFunctions {
    /** Throws when a function has no answer; the caller tells nobody what the exception says. */
    String resolve(String text);

    static boolean calledIn(String text) {
        return text.contains("{{");
    }
}
