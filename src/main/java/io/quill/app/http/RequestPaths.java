package io.quill.app.http;

import io.vertx.core.http.impl.HttpUtils;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Checks request paths as they are sent, which is what a proxy's prefix rules see. */
final class RequestPaths {
    private static final List<String> OPERATORS = List.of("/admin", "/console");

    private RequestPaths() {}

    /**
     * Without dot segments in any spelling, and below /admin or /console only where it is sent so.
     */
    static boolean isPlain(@Nullable String path) {
        if (path == null) {
            return true; // the router answers
        }
        for (String segment : path.split("/", -1)) {
            String name = segment.split(";", 2)[0].replaceAll("(?i)%2e", ".");
            if (name.equals(".") || name.equals("..")) {
                return false;
            }
        }
        return !isOperatorPath(normalized(path)) || isOperatorPath(path);
    }

    private static String normalized(String path) {
        try {
            return HttpUtils.normalizePath(path);
        } catch (IllegalArgumentException _) {
            return ""; // the router answers
        }
    }

    /** Returns whether a path is for operators alone. */
    static boolean isOperatorPath(String path) {
        return OPERATORS.stream().anyMatch(path::startsWith);
    }
}
