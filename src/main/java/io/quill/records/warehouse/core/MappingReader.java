package io.quill.records.warehouse.core;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.records.connector.ValidationError;
import io.quill.records.landing.SqlKeywords;
import io.quill.records.warehouse.core.Mapping.Field;
import io.quill.records.warehouse.core.Mapping.Rule;
import io.quill.records.warehouse.core.Mapping.Source;
import io.quill.records.warehouse.core.Mapping.Taken;
import io.quill.records.warehouse.definition.Definition;
import io.quill.records.warehouse.silver.Entities;
import io.quill.records.warehouse.silver.Entity;
import io.quill.records.warehouse.silver.SilverColumn;
import io.quill.records.warehouse.sql.SqlType;
import io.quill.records.warehouse.sql.SqlTypes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the mapping of a table: its services and entities, and the source of each canonical field.
 */
final class MappingReader {
    private static final Pattern TAKEN = Pattern.compile("(?:(mask|hash)\\()?(\\w+)\\)?");

    /** Columns that core has by itself. */
    private static final Set<String> OWN =
            Set.of(
                    "tenant_id",
                    "id",
                    "primary_source",
                    "primary_source_id",
                    "valid_from",
                    "valid_to",
                    "is_current",
                    "is_deleted",
                    "recorded_at",
                    "version_id",
                    "source",
                    "source_id",
                    "sequence_at",
                    "observed_at",
                    "row_hash",
                    "bronze_id",
                    "sync_run_id");

    private final String table;
    private final List<Definition> parts;
    private final Entities entities;
    private final Consumer<ValidationError> faults;
    private final TableOptions tableOptions;
    private final StringBuilder digest = new StringBuilder();
    private boolean sound = true;

    MappingReader(
            String table,
            List<Definition> parts,
            Entities entities,
            Consumer<ValidationError> faults) {
        this.table = table;
        this.parts = parts;
        this.entities = entities;
        this.faults =
                validationError -> {
                    sound = false;
                    faults.accept(validationError);
                };
        this.tableOptions = new TableOptions(parts, this.faults);
    }

    /** Returns the mapping, empty where it has errors. */
    Optional<Mapping> mapping() {
        checkName();
        List<Source> sources = sources();
        List<Field> fields = fields(sources);
        Optional<String> match = tableOptions.match();
        tableOptions.check(
                names(fields.stream().map(Field::name)), names(sources.stream().map(Source::name)));
        return sound
                ? Optional.of(new Mapping(table, fields, sources, match, digest.toString()))
                : Optional.empty();
    }

    private static Set<String> names(Stream<String> names) {
        return names.collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void checkName() {
        if (!table.matches("[a-z][a-z0-9_]{0,49}") || SqlKeywords.contains(table)) {
            fault(parts.getFirst(), "", "is called as no table can be: a-z, 0-9 and _");
        }
    }

    /** A service that the table's own file names is not added to by another one. */
    private List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Definition part : parts) {
            digest.append(part.text());
            for (Map.Entry<String, JsonNode> service : part.json().properties()) {
                if (!TableOptions.NAMES.contains(service.getKey()) && known.add(service.getKey())) {
                    sources.addAll(sources(part, service.getKey(), service.getValue()));
                }
            }
        }
        if (known.isEmpty()) {
            fault(parts.getFirst(), "", "names no service");
        }
        if (sources.stream().map(Source::alias).distinct().count() < sources.size()) {
            fault(parts.getLast(), "", "has two sources whose names cannot be told apart");
        }
        return sources;
    }

    /** The first table of a service goes by the service's name, others by their own besides. */
    private List<Source> sources(Definition part, String service, JsonNode tables) {
        List<Source> sources = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : tables.properties()) {
            String name = sources.isEmpty() ? service : service + "/" + each.getKey();
            String place = "/" + service + "/" + each.getKey();
            Optional<Entity> entity = entities.find(service, each.getKey());
            if (entity.isPresent()) {
                digest.append(entity.get().digest());
                sources.add(
                        new Source(
                                name,
                                service,
                                each.getKey(),
                                taken(part, place, entity.get(), each.getValue())));
            } else {
                fault(part, place, "there is no column list of it");
            }
        }
        return sources;
    }

    private List<Taken> taken(Definition part, String place, Entity entity, JsonNode fields) {
        List<Taken> taken = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            String at = place + "/" + field.getKey();
            if (field.getKey().equals("id")) {
                continue;
            }
            if (OWN.contains(field.getKey()) || SqlKeywords.contains(field.getKey())) {
                fault(part, at, "means something else to the database");
            }
            taken(part, at, entity, field.getKey(), field.getValue().asText())
                    .ifPresent(taken::add);
        }
        return taken;
    }

    private Optional<Taken> taken(
            Definition part, String at, Entity entity, String field, String text) {
        Matcher shape = TAKEN.matcher(text);
        Optional<SilverColumn> column =
                shape.matches() ? entity.column(shape.group(2)) : Optional.empty();
        if (column.isEmpty()) {
            fault(part, at, text + " is no column of " + entity.stem());
            return Optional.empty();
        }
        Rule rule =
                shape.group(1) == null
                        ? Rule.AS_IT_IS
                        : Rule.valueOf(shape.group(1).toUpperCase(Locale.ROOT));
        return Optional.of(new Taken(field, column.get().name(), column.get().type(), rule));
    }

    private List<Field> fields(List<Source> sources) {
        Map<String, Field> fields = new LinkedHashMap<>();
        boolean keepsHistory = tableOptions.keepsHistory();
        Set<String> untracked = tableOptions.untracked();
        Map<String, List<String>> primary = tableOptions.primary();
        for (Source source : sources) {
            for (Taken taken : source.taken()) {
                fields.computeIfAbsent(
                        taken.field(),
                        name ->
                                new Field(
                                        name,
                                        type(name, sources),
                                        keepsHistory && !untracked.contains(name),
                                        order(
                                                name,
                                                primary.getOrDefault(name, List.of()),
                                                sources)));
            }
        }
        return new ArrayList<>(fields.values());
    }

    private SqlType type(String name, List<Source> sources) {
        Optional<SqlType> said = tableOptions.type(name);
        boolean fits =
                said.isEmpty()
                        || sources.stream()
                                .flatMap(each -> each.taken(name).stream())
                                .map(FieldTypes::type)
                                .allMatch(each -> FieldTypes.canBecome(each, said.get()));
        Optional<SqlType> type = said.or(() -> FieldTypes.common(name, sources));
        if (!fits || type.isEmpty()) {
            fault(
                    parts.getLast(),
                    "/field_types/" + name,
                    name + " is not of one type in all sources; say here which it is to become");
        }
        return type.orElse(SqlTypes.TEXT);
    }

    /** Order of the sources of a field: as the files say, else as the sources stand. */
    private static List<String> order(String name, List<String> primary, List<Source> sources) {
        List<Source> order = new ArrayList<>();
        for (String wanted : primary) {
            sources.stream().filter(each -> each.name().equals(wanted)).forEach(order::add);
        }
        sources.stream().filter(each -> !order.contains(each)).forEach(order::add);
        return order.stream()
                .filter(each -> each.taken(name).isPresent())
                .map(Source::alias)
                .toList();
    }

    private void fault(Definition part, String place, String words) {
        faults.accept(part.fault(place, words));
    }
}
