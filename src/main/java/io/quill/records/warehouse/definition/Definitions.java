package io.quill.records.warehouse.definition;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.platform.file.SmallFile;
import io.quill.records.connector.Document;
import io.quill.records.connector.DocumentSchema;
import io.quill.records.connector.ParseResult;
import io.quill.records.connector.ServiceDirectory;
import io.quill.records.connector.ValidationError;
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
 * Definition files of a tenant. The tenant's own go before everybody's, then those of a service's
 * directory, then those in the jar; a file replaces the one of its name, except that a service adds
 * its part to a canonical table.
 */
public final class Definitions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHIPPED = "/warehouse/";

    private final Optional<Path> services;
    private final Optional<Path> root;
    private final String tenant;
    private final Consumer<ValidationError> faults;

    public Definitions(
            Optional<Path> services,
            Optional<Path> root,
            String tenant,
            Consumer<ValidationError> faults) {
        this.services = services;
        this.root = root;
        this.tenant = tenant;
        this.faults = faults;
    }

    /** Returns the column lists in the order of their names. */
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
        applyOverrides("silver", OfLists.SCHEMA, found);
        return List.copyOf(found.values());
    }

    /** Returns the files of each table: its own first, then what services add. */
    public Map<String, List<Definition>> core() {
        Map<String, Definition> own = shipped("core");
        applyOverrides("core", OfTables.SCHEMA, own);
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
        static final DocumentSchema SCHEMA = DocumentSchema.bundled("silver.schema.json");
    }

    private static final class OfTables {
        static final DocumentSchema SCHEMA = DocumentSchema.bundled("core.schema.json");
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

    private void applyOverrides(
            String layer, DocumentSchema documentSchema, Map<String, Definition> found) {
        root.ifPresent(
                directory ->
                        Stream.of(directory, directory.resolve(tenant))
                                .flatMap(each -> files(new ServiceDirectory(each), layer).stream())
                                .forEach(
                                        file -> {
                                            String name = ServiceDirectory.subject(file);
                                            read(file, name, documentSchema)
                                                    .ifPresent(each -> found.put(name, each));
                                        }));
    }

    private Optional<Definition> read(Path file, String name, DocumentSchema documentSchema) {
        try {
            String text = SmallFile.text(file);
            return validate(Document.read(file.toString(), text), documentSchema)
                    .map(document -> new Definition(name, text, document));
        } catch (IOException e) {
            faults.accept(
                    new ValidationError(
                            file.toString(), 0, "", SmallFile.words(e, "cannot be read")));
            return Optional.empty();
        }
    }

    private Optional<Document> validate(
            ParseResult<Document> parseResult, DocumentSchema documentSchema) {
        return switch (parseResult) {
            case ParseResult.Faulty<Document>(var all) -> {
                all.forEach(faults);
                yield Optional.empty();
            }
            case ParseResult.Sound<Document>(Document document) -> {
                List<ValidationError> all = documentSchema.faults(document);
                all.forEach(faults);
                yield all.isEmpty() ? Optional.of(document) : Optional.empty();
            }
        };
    }

    private void unreadable(Path file) {
        faults.accept(new ValidationError(file.toString(), 0, "", "cannot be read"));
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
