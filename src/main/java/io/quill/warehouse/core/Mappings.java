package io.quill.warehouse.core;

import io.quill.landing.WarehouseException;
import io.quill.warehouse.definition.Definitions;
import io.quill.warehouse.definition.Definitions.Definition;
import io.quill.warehouse.silver.Entities;
import io.quill.warehouse.silver.Entity;

import java.util.ArrayList;
import java.util.List;

/** The mappings of a tenant; every fault in them is told at once. */
public final class Mappings {
    private final List<Mapping> all;

    private Mappings(List<Mapping> all) {
        this.all = all;
    }

    public static Mappings of(Definitions definitions, Entities entities) {
        List<Mapping> mappings = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Definition each : definitions.all("core")) {
            try {
                mappings.add(new MappingReader(each, entities).read());
            } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new WarehouseException(String.join(System.lineSeparator(), faults));
        }
        return new Mappings(mappings);
    }

    public List<Mapping> all() {
        return all;
    }

    /** Those that an entity feeds. */
    public List<Mapping> fedBy(Entity entity) {
        return all.stream().filter(mapping -> mapping.isFedBy(entity)).toList();
    }
}
