package io.quill.operate.problem;

/**
 * Problem that needs a person, for as long as it lasts. Its name is stable; its words may change.
 */
public record ActiveProblem(String name, String words) {
    public ActiveProblem {
        if (name.isBlank() || words.isBlank()) {
            throw new IllegalArgumentException("A problem needs a name and a text");
        }
    }
}
