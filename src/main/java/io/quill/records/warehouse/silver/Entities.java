package io.quill.records.warehouse.silver;

import io.quill.records.connector.ValidationError;
import io.quill.records.warehouse.definition.Definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Column lists of a tenant. */
public final class Entities {
    private final List<Entity> all;

    private Entities(List<Entity> all) {
        this.all = all;
    }

    public static Entities of(List<Definition> lists, Consumer<ValidationError> faults) {
        List<Entity> entities = new ArrayList<>();
        for (Definition each : lists) {
            Entity entity = new EntityReader(each).entity();
            new EntityValidator(each, entity, faults).check();
            entities.add(entity);
        }
        EntityValidator.checkTables(lists, entities, faults);
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
