package io.quill.records.warehouse.core;

import io.quill.records.connector.ValidationError;
import io.quill.records.warehouse.definition.Definition;
import io.quill.records.warehouse.silver.Entities;
import io.quill.records.warehouse.silver.Entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Mappings of a tenant. */
public final class Mappings {
    private final List<Mapping> all;

    private Mappings(List<Mapping> all) {
        this.all = all;
    }

    /** Reads the mapping of each table from its files, its own one first. */
    public static Mappings of(
            Map<String, List<Definition>> tables,
            Entities entities,
            Consumer<ValidationError> faults) {
        List<Mapping> mappings = new ArrayList<>();
        tables.forEach(
                (table, parts) ->
                        new MappingReader(table, parts, entities, faults)
                                .mapping()
                                .ifPresent(mappings::add));
        return new Mappings(mappings);
    }

    public List<Mapping> all() {
        return all;
    }

    /** Returns the mappings that an entity feeds. */
    public List<Mapping> fedBy(Entity entity) {
        return all.stream().filter(mapping -> mapping.isFedBy(entity)).toList();
    }
}
