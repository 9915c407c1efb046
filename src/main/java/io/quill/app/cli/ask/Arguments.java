package io.quill.app.cli.ask;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Arguments of a command: words, and options with or without a value. */
record Arguments(List<String> words, Map<String, String> options) {
    private static final String RAISED = "true";

    /** A word of the command line that means nothing there. */
    static final class Misused extends Exception {
        private static final long serialVersionUID = 1L;

        Misused(String words) {
            super(words);
        }
    }

    /**
     * Takes them apart.
     *
     * @param flags options that have no value
     * @param valued options that have one, behind it or behind an equals sign
     */
    static Arguments of(List<String> args, Set<String> flags, Set<String> valued) throws Misused {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        Deque<String> rest = new ArrayDeque<>(args);
        while (!rest.isEmpty()) {
            String arg = rest.remove();
            if (!arg.startsWith("--")) {
                words.add(arg);
                continue;
            }
            int equals = arg.indexOf('=');
            String name = arg.substring(2, equals < 0 ? arg.length() : equals);
            String value;
            if (flags.contains(name) && equals < 0) {
                value = RAISED;
            } else if (valued.contains(name) && (equals >= 0 || !rest.isEmpty())) {
                value = equals >= 0 ? arg.substring(equals + 1) : rest.remove();
            } else {
                throw new Misused("There is no such option here: " + arg);
            }
            if (options.putIfAbsent(name, value) != null) {
                throw new Misused("This option stands there twice: --" + name);
            }
        }
        return new Arguments(List.copyOf(words), options);
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    String word(int at, String what) throws Misused {
        if (at >= words.size()) {
            throw new Misused("Missing: " + what);
        }
        return words.get(at);
    }

    void expect(int count) throws Misused {
        if (words.size() > count) {
            throw new Misused("This means nothing here: " + words.get(count));
        }
    }
}
