package io.quill.operate.problem;

/**
 * Something that needs a person, for as long as it lasts. Its name says what it is and stays the
 * same; its words may change.
 */
public record Concern(String name, String words) {
    public Concern {
        if (name.isBlank() || words.isBlank()) {
            throw new IllegalArgumentException("A concern has a name, and words that say it");
        }
    }
}
