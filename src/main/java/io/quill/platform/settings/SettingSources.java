package io.quill.platform.settings;

import io.quill.platform.file.SmallFile;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Places that settings come from, the strongest first. The last one names every key. */
public final class SettingSources {
    private static final String PROPERTIES = "application.properties";
    private static final String ENVIRONMENT = "the environment";

    private final List<SettingSource> layers;
    private final SequencedMap<String, String> defaults;
    private final List<SettingError> faults;

    private SettingSources(
            List<SettingSource> layers,
            SequencedMap<String, String> defaults,
            List<SettingError> faults) {
        this.layers = List.copyOf(layers);
        this.defaults = defaults;
        this.faults = List.copyOf(faults);
    }

    public static SettingSources of(Map<String, String> environment, Path directory) {
        List<SettingError> faults = new ArrayList<>();
        SequencedMap<String, String> packed = bundled();
        List<SettingSource> layers =
                List.of(
                        new SettingSource.Variables(ENVIRONMENT, Map.copyOf(environment)),
                        new SettingSource.Variables(
                                ".env", dotEnv(directory.resolve(".env"), faults)),
                        new SettingSource.Keys(
                                PROPERTIES, file(directory.resolve(PROPERTIES), faults)),
                        new SettingSource.Keys("the defaults", packed));
        return new SettingSources(layers, packed, faults);
    }

    /**
     * Returns the same sources with one setting that goes before all others, such as an option of a
     * command.
     */
    public SettingSources with(String key, String value) {
        List<SettingSource> stronger = new ArrayList<>(layers);
        stronger.addFirst(new SettingSource.Keys("the command", Map.of(key, value)));
        return new SettingSources(stronger, defaults, faults);
    }

    /** Returns the settings of Camel itself; its own CAMEL_ variables go before them. */
    public Map<String, String> camel() {
        Map<String, String> camel = new TreeMap<>();
        for (SettingSource settingSource : layers.reversed()) {
            if (settingSource instanceof SettingSource.Keys keys) {
                keys.values().forEach((key, value) -> putCamel(camel, key, value));
            }
        }
        return camel;
    }

    private static void putCamel(Map<String, String> camel, String key, String value) {
        if (key.startsWith("camel.") && !value.isBlank()) {
            camel.put(key, value);
        }
    }

    /** Returns a variable that is not Quill's own. */
    Optional<String> environment(String variable) {
        return layers.stream()
                .filter(settingSource -> settingSource.name().equals(ENVIRONMENT))
                .map(
                        settingSource ->
                                ((SettingSource.Variables) settingSource)
                                        .values()
                                        .getOrDefault(variable, ""))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    Optional<SettingSource.Entry> entry(String key) {
        if (!defaults.containsKey(key)) {
            throw new IllegalStateException(key + " is not in " + PROPERTIES);
        }
        return layers.stream()
                .map(settingSource -> settingSource.entry(key))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Returns the entry of a variable, which need not be one of Quill's. */
    Optional<SettingSource.Entry> variable(String name) {
        String key =
                keys().stream()
                        .filter(each -> VariableNames.of(each).equals(name))
                        .findFirst()
                        .orElse(name);
        return layers.stream()
                .map(settingSource -> settingSource.entry(key))
                .flatMap(Optional::stream)
                .findFirst();
    }

    boolean isAnySet(String prefix) {
        return layers.stream()
                .flatMap(SettingSource::variables)
                .anyMatch(it -> it.startsWith(prefix));
    }

    String defaultOf(String key) {
        return Objects.requireNonNull(defaults.get(key), key);
    }

    /** Returns whether a setting was set, rather than left at its default. */
    boolean isSet(String key) {
        return layers.stream()
                .limit(layers.size() - 1)
                .anyMatch(settingSource -> settingSource.entry(key).isPresent());
    }

    List<SettingSource> layers() {
        return layers;
    }

    List<SettingError> faults() {
        return faults;
    }

    List<String> keys() {
        return defaults.keySet().stream().filter(key -> !key.startsWith("camel.")).toList();
    }

    private static SequencedMap<String, String> bundled() {
        try (InputStream in = SettingSources.class.getResourceAsStream("/" + PROPERTIES)) {
            byte[] bytes = Objects.requireNonNull(in, PROPERTIES).readAllBytes();
            return properties(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> dotEnv(Path file, List<SettingError> faults) {
        return DotEnv.read(text(file, faults).lines().toList(), faults);
    }

    private static Map<String, String> file(Path file, List<SettingError> faults) {
        try {
            return properties(text(file, faults));
        } catch (IllegalArgumentException _) {
            faults.add(new SettingError(PROPERTIES, "holds a broken \\u escape", ""));
            return Map.of();
        }
    }

    private static String text(Path file, List<SettingError> faults) {
        try {
            return Files.isRegularFile(file) ? SmallFile.text(file) : "";
        } catch (IOException e) {
            String name = String.valueOf(file.getFileName());
            String words = "is there, but cannot be read as UTF-8 text";
            faults.add(new SettingError(name, SmallFile.words(e, words), ""));
            return "";
        }
    }

    private static SequencedMap<String, String> properties(String text) {
        Properties properties = new Properties();
        try (Reader reader = new StringReader(text)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SequencedMap<String, String> sorted = new TreeMap<>();
        properties.stringPropertyNames().forEach(k -> sorted.put(k, properties.getProperty(k)));
        return sorted;
    }
}
