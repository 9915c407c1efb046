package io.quill.operate.rest;

import java.util.List;
import java.util.Optional;

/**
 * Problem details after RFC 9457.
 *
 * @param type a word for machines
 * @param errors each fault by itself, where there is more than one thing to say
 */
public record Problem(
        String type, String title, int status, Optional<String> detail, List<Flaw> errors) {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "urn:quill:problem:";

    /** One fault, and where: a JSON pointer into the body, or the name of a parameter. */
    public record Flaw(String pointer, String detail) {}

    public Problem {
        errors = List.copyOf(errors);
    }

    /** One that says no more than its status. */
    public static Problem ofStatus(int status, String title) {
        return new Problem("about:blank", title, status, Optional.empty(), List.of());
    }

    public static Problem of(int status, String word, String title, String detail) {
        return new Problem(TYPES + word, title, status, Optional.of(detail), List.of());
    }

    public Problem with(List<Flaw> faults) {
        return new Problem(type, title, status, detail, faults);
    }

    public static Problem badRequest(String detail) {
        return of(400, "bad-request", "The request cannot be understood", detail);
    }

    public static Problem notFound(String detail) {
        return of(404, "not-found", "There is no such thing", detail);
    }

    public static Problem conflict(String word, String detail) {
        return of(409, word, "This cannot be done now", detail);
    }

    public static Problem invalid(String detail, List<Flaw> faults) {
        return of(422, "invalid", "What was sent is not as it should be", detail).with(faults);
    }
}
