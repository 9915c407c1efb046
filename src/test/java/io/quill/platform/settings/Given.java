package io.quill.platform.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings as a test has them: an environment, and nothing else unless it says so. */
final class Given {
    /** A directory that holds no file. */
    static final Path NOWHERE = Path.of("target", "no-such-directory");

    static final PropertyFunctions NO_FUNCTIONS =
            text -> {
                throw new IllegalArgumentException("nobody answers " + text);
            };

    private Given() {}

    static Reading reading(String... namesAndValues) {
        return Settings.read(Sources.of(environment(namesAndValues), NOWHERE), NO_FUNCTIONS);
    }

    static Settings settings(String... namesAndValues) {
        return switch (reading(namesAndValues)) {
            case Reading.Usable usable -> usable.settings();
            case Reading.Faulty faulty -> throw new AssertionError(faulty.faults().toString());
        };
    }

    static List<String> faults(Reading reading) {
        return switch (reading) {
            case Reading.Usable _ -> List.of();
            case Reading.Faulty(List<Fault> faults, _) ->
                    faults.stream().map(Fault::toString).toList();
        };
    }

    static List<String> faults(String... namesAndValues) {
        return faults(reading(namesAndValues));
    }

    static List<String> warnings(String... namesAndValues) {
        return reading(namesAndValues).warnings().stream().map(Warning::toString).toList();
    }

    static Map<String, String> environment(String... namesAndValues) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return environment;
    }
}
