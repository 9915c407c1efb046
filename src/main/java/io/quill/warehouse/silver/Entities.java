package io.quill.warehouse.silver;

import io.quill.landing.WarehouseException;
import io.quill.warehouse.definition.Definitions;
import io.quill.warehouse.definition.Definitions.Definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The column lists of a tenant; every fault in them is told at once. */
public final class Entities {
    private final List<Entity> all;

    private Entities(List<Entity> all) {
        this.all = all;
    }

    public static Entities of(Definitions definitions) {
        List<Entity> entities = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Definition each : definitions.all("silver")) {
            try {
                entities.add(new EntityReader(each.place()).read(each.json(), each.text()));
            } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new WarehouseException(String.join(System.lineSeparator(), faults));
        }
        return new Entities(entities);
    }

    public List<Entity> all() {
        return all;
    }

    public List<Entity> of(String service) {
        return all.stream().filter(entity -> entity.service().equals(service)).toList();
    }

    public Optional<Entity> find(String service, String entity) {
        return all.stream()
                .filter(each -> each.service().equals(service) && each.entity().equals(entity))
                .findFirst();
    }
}
