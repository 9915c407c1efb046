package io.quill.warehouse.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.landing.WarehouseException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of one tenant: its own first ({@code ROOT/{tenant}/silver}), then everybody's ({@code
 * ROOT/silver}), then those that come with Quill. A file replaces the one of its name.
 */
public final class Definitions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHIPPED = "/warehouse/";

    private final Optional<Path> root;
    private final String tenant;

    public Definitions(Optional<Path> root, String tenant) {
        this.root = root;
        this.tenant = tenant;
    }

    /** A file: where it stands, its name without the ending, and what it says. */
    public record Definition(String place, String name, String text, JsonNode json) {}

    /** All of a kind, in the order of their names. */
    public List<Definition> all(String kind) {
        Map<String, Definition> found = new TreeMap<>();
        for (String name : shipped(kind)) {
            String place = SHIPPED + kind + "/" + name + ".json";
            found.put(name, parsed(place, name, resource(place)));
        }
        root.ifPresent(
                directory -> {
                    read(directory.resolve(kind), found);
                    read(directory.resolve(tenant).resolve(kind), found);
                });
        return new ArrayList<>(found.values());
    }

    private static void read(Path directory, Map<String, Definition> found) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.json$", "");
                found.put(name, parsed(file.toString(), name, Files.readString(file)));
            }
        } catch (IOException e) {
            throw new WarehouseException("The definitions in " + directory + " are unreadable", e);
        }
    }

    private static Definition parsed(String place, String name, String text) {
        try {
            return new Definition(place, name, text, JSON.readTree(text));
        } catch (IOException e) {
            throw new WarehouseException(place + " is no JSON: " + e.getMessage(), e);
        }
    }

    private static List<String> shipped(String kind) {
        return resource(SHIPPED + kind + "/index").lines().filter(line -> !line.isBlank()).toList();
    }

    private static String resource(String name) {
        try (InputStream stream = Definitions.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new WarehouseException("This build lacks " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new WarehouseException("This build's " + name + " is unreadable", e);
        }
    }
}
