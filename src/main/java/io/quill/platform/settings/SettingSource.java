package io.quill.platform.settings;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Place that settings come from, by variable or by key. */
sealed interface SettingSource {
    String name();

    /** Returns the entry of a key, not yet read from a file nor resolved. */
    Optional<Entry> entry(String key);

    /** Returns the variables that are set here, those of keys included. */
    Stream<String> variables();

    /** Origin of a setting. */
    sealed interface Entry {
        record Text(String text) implements Entry {}

        record InFile(String path) implements Entry {}

        record Twice() implements Entry {}
    }

    record Variables(String name, Map<String, String> values) implements SettingSource {
        @Override
        public Optional<Entry> entry(String key) {
            String text = values.getOrDefault(VariableNames.of(key), "");
            String file = values.getOrDefault(VariableNames.of(key) + VariableNames.FILE, "");
            if (!text.isBlank() && !file.isBlank()) {
                return Optional.of(new Entry.Twice());
            }
            return text.isBlank() && file.isBlank()
                    ? Optional.empty()
                    : Optional.of(text.isBlank() ? new Entry.InFile(file) : new Entry.Text(text));
        }

        @Override
        public Stream<String> variables() {
            return filled(values);
        }
    }

    record Keys(String name, Map<String, String> values) implements SettingSource {
        @Override
        public Optional<Entry> entry(String key) {
            String text = values.getOrDefault(key, "");
            return text.isBlank() ? Optional.empty() : Optional.of(new Entry.Text(text));
        }

        @Override
        public Stream<String> variables() {
            return filled(values).map(VariableNames::of);
        }
    }

    private static Stream<String> filled(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(each -> !each.getValue().isBlank())
                .map(Map.Entry::getKey);
    }
}
