package io.quill.records.warehouse.definition;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.platform.file.SmallFile;
import io.quill.records.connector.Document;
import io.quill.records.connector.Fault;
import io.quill.records.connector.Reading;
import io.quill.records.connector.Schema;
import io.quill.records.connector.ServiceDirectory;
import io.quill.records.landing.WarehouseException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files of one tenant: its own first ({@code ROOT/{tenant}/silver}), then everybody's ({@code
 * ROOT/silver}), then those of a service's directory, then those that come with Quill. A file
 * replaces the one of its name; only a service's part of a canonical table is added to it.
 */
public final class Definitions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHIPPED = "/warehouse/";

    private final Optional<Path> services;
    private final Optional<Path> root;
    private final String tenant;
    private final Consumer<Fault> faults;

    public Definitions(
            Optional<Path> services, Optional<Path> root, String tenant, Consumer<Fault> faults) {
        this.services = services;
        this.root = root;
        this.tenant = tenant;
        this.faults = faults;
    }

    /** The column lists, in the order of their names. */
    public List<Definition> silver() {
        Map<String, Definition> found = shipped("silver");
        for (ServiceDirectory service : directories()) {
            for (Path file : files(service, "silver")) {
                String entity = ServiceDirectory.subject(file);
                String name = service.service() + "_" + entity;
                read(file, name, OfLists.SCHEMA)
                        .filter(list -> isAbout(list, service.service(), entity))
                        .ifPresent(list -> found.put(name, list));
            }
        }
        replaced("silver", OfLists.SCHEMA, found);
        return List.copyOf(found.values());
    }

    /** What a table is made of: first what is said by its own file, then what services add. */
    public Map<String, List<Definition>> core() {
        Map<String, Definition> own = shipped("core");
        replaced("core", OfTables.SCHEMA, own);
        Map<String, List<Definition>> tables = new TreeMap<>();
        own.forEach((name, table) -> tables.put(name, new ArrayList<>(List.of(table))));
        for (ServiceDirectory service : directories()) {
            for (Path file : files(service, "core")) {
                String name = ServiceDirectory.subject(file);
                read(file, name, OfTables.SCHEMA)
                        .ifPresent(
                                part ->
                                        tables.computeIfAbsent(name, _ -> new ArrayList<>())
                                                .add(part));
            }
        }
        return tables;
    }

    /** Read where they are needed first, since that takes its time. */
    private static final class OfLists {
        static final Schema SCHEMA = Schema.packed("silver.schema.json");
    }

    private static final class OfTables {
        static final Schema SCHEMA = Schema.packed("core.schema.json");
    }

    private boolean isAbout(Definition list, String service, String entity) {
        boolean isAbout = says(list, "service", service);
        return says(list, "entity", entity) && isAbout;
    }

    private boolean says(Definition list, String member, String wanted) {
        boolean says = list.json().path(member).asText().equals(wanted);
        if (!says) {
            faults.accept(list.fault("/" + member, "is not " + wanted + ", as the file is called"));
        }
        return says;
    }

    private List<ServiceDirectory> directories() {
        if (services.isEmpty()) {
            return List.of();
        }
        try {
            return ServiceDirectory.all(services.get());
        } catch (IOException _) {
            return List.of(); // whoever reads the connectors says so
        }
    }

    private List<Path> files(ServiceDirectory service, String layer) {
        try {
            return service.definitions(layer);
        } catch (IOException _) {
            unreadable(service.path().resolve(layer));
            return List.of();
        }
    }

    private void replaced(String layer, Schema schema, Map<String, Definition> found) {
        root.ifPresent(
                directory ->
                        Stream.of(directory, directory.resolve(tenant))
                                .flatMap(each -> files(new ServiceDirectory(each), layer).stream())
                                .forEach(
                                        file -> {
                                            String name = ServiceDirectory.subject(file);
                                            read(file, name, schema)
                                                    .ifPresent(each -> found.put(name, each));
                                        }));
    }

    private Optional<Definition> read(Path file, String name, Schema schema) {
        try {
            String text = SmallFile.text(file);
            return sound(Document.read(file.toString(), text), schema)
                    .map(document -> new Definition(name, text, document));
        } catch (IOException e) {
            faults.accept(new Fault(file.toString(), 0, "", SmallFile.words(e, "cannot be read")));
            return Optional.empty();
        }
    }

    private Optional<Document> sound(Reading<Document> reading, Schema schema) {
        return switch (reading) {
            case Reading.Faulty<Document>(var all) -> {
                all.forEach(faults);
                yield Optional.empty();
            }
            case Reading.Sound<Document>(Document document) -> {
                List<Fault> all = schema.faults(document);
                all.forEach(faults);
                yield all.isEmpty() ? Optional.of(document) : Optional.empty();
            }
        };
    }

    private void unreadable(Path file) {
        faults.accept(new Fault(file.toString(), 0, "", "cannot be read"));
    }

    private static Map<String, Definition> shipped(String layer) {
        Map<String, Definition> found = new TreeMap<>();
        resource(SHIPPED + layer + "/index")
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(name -> found.put(name, shipped(layer, name)));
        return found;
    }

    /** It was checked when Quill was built. */
    private static Definition shipped(String layer, String name) {
        String place = SHIPPED + layer + "/" + name + ".json";
        String text = resource(place);
        try {
            return new Definition(name, text, new Document(place, JSON.readTree(text), Map.of()));
        } catch (IOException e) {
            throw new WarehouseException(place + " is no JSON: " + e.getMessage(), e);
        }
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
