package io.quill.platform.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings as a test has them: an environment, and nothing else unless it says so. */
final class TestSettings {
    /** A directory that holds no file. */
    static final Path NOWHERE = Path.of("target", "no-such-directory");

    static final PropertyFunctions NO_FUNCTIONS =
            text -> {
                throw new IllegalArgumentException("nobody answers " + text);
            };

    private TestSettings() {}

    static SettingsResult reading(String... namesAndValues) {
        return Settings.read(SettingSources.of(environment(namesAndValues), NOWHERE), NO_FUNCTIONS);
    }

    static Settings settings(String... namesAndValues) {
        return switch (reading(namesAndValues)) {
            case SettingsResult.Usable usable -> usable.settings();
            case SettingsResult.Faulty faulty ->
                    throw new AssertionError(faulty.faults().toString());
        };
    }

    static List<String> faults(SettingsResult settingsResult) {
        return switch (settingsResult) {
            case SettingsResult.Usable _ -> List.of();
            case SettingsResult.Faulty(List<SettingError> faults, _) ->
                    faults.stream().map(SettingError::toString).toList();
        };
    }

    static List<String> faults(String... namesAndValues) {
        return faults(reading(namesAndValues));
    }

    static List<String> warnings(String... namesAndValues) {
        return reading(namesAndValues).warnings().stream().map(SettingWarning::toString).toList();
    }

    static Map<String, String> environment(String... namesAndValues) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return environment;
    }
}
