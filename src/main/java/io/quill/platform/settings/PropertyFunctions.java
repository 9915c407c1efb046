package io.quill.platform.settings;

/** Resolves property functions such as {{aws:...}} in a text. */
@FunctionalInterface
public interface PropertyFunctions {
    /**
     * Resolves the text; throws when a function has no answer, and the caller must not show the
     * exception's message.
     */
    String resolve(String text);

    static boolean calledIn(String text) {
        return text.contains("{{");
    }
}
