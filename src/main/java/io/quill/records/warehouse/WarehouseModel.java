package io.quill.records.warehouse;

import io.quill.records.connector.ValidationError;
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

/** Tables of a tenant, as its files define them, and every error in those files. */
public record WarehouseModel(Entities entities, Mappings mappings, List<ValidationError> faults) {
    public WarehouseModel {
        faults = List.copyOf(faults);
    }

    /**
     * Reads all files that count for a tenant.
     *
     * @param services where the directories of services are
     * @param definitions where files are that replace others
     */
    public static WarehouseModel of(
            Optional<Path> services, Optional<Path> definitions, String tenant) {
        List<ValidationError> faults = new ArrayList<>();
        Definitions files = new Definitions(services, definitions, tenant, faults::add);
        Entities entities = Entities.of(files.silver(), faults::add);
        Map<String, List<Definition>> tables = files.core();
        boolean known = faults.isEmpty();
        Mappings mappings = Mappings.of(known ? tables : Map.of(), entities, faults::add);
        return new WarehouseModel(entities, mappings, faults);
    }

    WarehouseModel requireValid() {
        if (!faults.isEmpty()) {
            throw new WarehouseException(
                    faults.stream()
                            .map(ValidationError::toString)
                            .collect(Collectors.joining("\n")));
        }
        return this;
    }
}
