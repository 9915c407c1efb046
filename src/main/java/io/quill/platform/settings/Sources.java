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

/** The places that settings stand in, the strongest first. The last one names every key. */
public final class Sources {
    private static final String PROPERTIES = "application.properties";
    private static final String ENVIRONMENT = "the environment";

    private final List<Layer> layers;
    private final SequencedMap<String, String> defaults;
    private final List<Fault> faults;

    private Sources(List<Layer> layers, SequencedMap<String, String> defaults, List<Fault> faults) {
        this.layers = List.copyOf(layers);
        this.defaults = defaults;
        this.faults = List.copyOf(faults);
    }

    public static Sources of(Map<String, String> environment, Path directory) {
        List<Fault> faults = new ArrayList<>();
        SequencedMap<String, String> packed = packed();
        List<Layer> layers =
                List.of(
                        new Layer.Variables(ENVIRONMENT, Map.copyOf(environment)),
                        new Layer.Variables(".env", dotEnv(directory.resolve(".env"), faults)),
                        new Layer.Keys(PROPERTIES, file(directory.resolve(PROPERTIES), faults)),
                        new Layer.Keys("the defaults", packed));
        return new Sources(layers, packed, faults);
    }

    /** The same, but with one setting that goes before all others: what a command says. */
    public Sources with(String key, String value) {
        List<Layer> stronger = new ArrayList<>(layers);
        stronger.addFirst(new Layer.Keys("the command", Map.of(key, value)));
        return new Sources(stronger, defaults, faults);
    }

    /** The settings of Camel itself; its own CAMEL_ variables go before them. */
    public Map<String, String> camel() {
        Map<String, String> camel = new TreeMap<>();
        for (Layer layer : layers.reversed()) {
            if (layer instanceof Layer.Keys keys) {
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

    /** A variable that is somebody else's. */
    Optional<String> environment(String variable) {
        return layers.stream()
                .filter(layer -> layer.name().equals(ENVIRONMENT))
                .map(layer -> ((Layer.Variables) layer).values().getOrDefault(variable, ""))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    Optional<Layer.Entry> entry(String key) {
        if (!defaults.containsKey(key)) {
            throw new IllegalStateException(key + " is not in " + PROPERTIES);
        }
        return layers.stream().map(layer -> layer.entry(key)).flatMap(Optional::stream).findFirst();
    }

    /** As {@link #entry}, by the variable, which need not be one of ours. */
    Optional<Layer.Entry> variable(String name) {
        String key =
                keys().stream()
                        .filter(each -> Variable.of(each).equals(name))
                        .findFirst()
                        .orElse(name);
        return layers.stream().map(layer -> layer.entry(key)).flatMap(Optional::stream).findFirst();
    }

    boolean isAnySet(String prefix) {
        return layers.stream().flatMap(Layer::variables).anyMatch(it -> it.startsWith(prefix));
    }

    String standard(String key) {
        return Objects.requireNonNull(defaults.get(key), key);
    }

    /** Whether somebody has set it, rather than left it at its default. */
    boolean isSet(String key) {
        return layers.stream()
                .limit(layers.size() - 1)
                .anyMatch(layer -> layer.entry(key).isPresent());
    }

    List<Layer> layers() {
        return layers;
    }

    List<Fault> faults() {
        return faults;
    }

    List<String> keys() {
        return defaults.keySet().stream().filter(key -> !key.startsWith("camel.")).toList();
    }

    private static SequencedMap<String, String> packed() {
        try (InputStream in = Sources.class.getResourceAsStream("/" + PROPERTIES)) {
            byte[] bytes = Objects.requireNonNull(in, PROPERTIES).readAllBytes();
            return properties(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> dotEnv(Path file, List<Fault> faults) {
        return DotEnv.read(text(file, faults).lines().toList(), faults);
    }

    private static Map<String, String> file(Path file, List<Fault> faults) {
        try {
            return properties(text(file, faults));
        } catch (IllegalArgumentException _) {
            faults.add(new Fault(PROPERTIES, "holds a broken \\u escape", ""));
            return Map.of();
        }
    }

    private static String text(Path file, List<Fault> faults) {
        try {
            return Files.isRegularFile(file) ? SmallFile.text(file) : "";
        } catch (IOException e) {
            String name = String.valueOf(file.getFileName());
            String words = "is there, but cannot be read as UTF-8 text";
            faults.add(new Fault(name, SmallFile.words(e, words), ""));
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
