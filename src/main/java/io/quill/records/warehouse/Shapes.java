package io.quill.records.warehouse;

import io.quill.records.connector.Fault;
import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.core.Mappings;
import io.quill.records.warehouse.definition.Definition;
import io.quill.records.warehouse.definition.Definitions;
import io.quill.records.warehouse.silver.Entities;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a tenant's tables look like, and everything that is wrong with the files that say so. */
public record Shapes(Entities entities, Mappings mappings, List<Fault> faults) {
    public Shapes {
        faults = List.copyOf(faults);
    }

    /**
     * Reads all files that count for a tenant.
     *
     * @param services where the directories of services are
     * @param definitions where files are that replace others
     */
    public static Shapes of(Optional<Path> services, Optional<Path> definitions, String tenant) {
        List<Fault> faults = new ArrayList<>();
        Definitions files = new Definitions(services, definitions, tenant, faults::add);
        Entities entities = Entities.of(files.silver(), faults::add);
        Map<String, List<Definition>> tables = files.core();
        boolean known = faults.isEmpty();
        Mappings mappings = Mappings.of(known ? tables : Map.of(), entities, faults::add);
        return new Shapes(entities, mappings, faults);
    }

    Shapes sound() {
        if (!faults.isEmpty()) {
            throw new WarehouseException(
                    faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        }
        return this;
    }
}
