package io.quill.records.warehouse.core;

import io.quill.platform.file.Sha256;
import io.quill.records.warehouse.silver.Entity;
import io.quill.records.warehouse.sql.SqlType;

import java.util.List;
import java.util.Optional;

/**
 * Mapping of entities to one canonical table.
 *
 * @param match the field by which records of several sources are known to be the same thing
 * @param digest everything that decides what comes out
 */
public record Mapping(
        String table,
        List<Field> fields,
        List<Source> sources,
        Optional<String> match,
        String digest) {

    /**
     * A column of the table.
     *
     * @param tracked whether a change of it is a new version
     * @param order the sources it is taken from, by their aliases; the first that knows it
     */
    public record Field(String name, SqlType type, boolean tracked, List<String> order) {}

    /**
     * A feed, and where its table has each field.
     *
     * @param name what its records are told apart by from those of other sources
     */
    public record Source(String name, String service, String entity, List<Taken> taken) {
        /** The name as part of the name of a column. */
        String alias() {
            return name.replaceAll("[-/]", "_");
        }

        public boolean isFedBy(Entity fed) {
            return service.equals(fed.service()) && entity.equals(fed.entity());
        }

        public String changes() {
            return "silver." + (service + "_" + entity).replace('-', '_') + "_changes";
        }

        Optional<Taken> taken(String field) {
            return taken.stream().filter(each -> each.field().equals(field)).findFirst();
        }
    }

    /** A field as a source has it; some are kept only as far as they may be. */
    public record Taken(String field, String column, SqlType type, Rule rule) {}

    public enum Rule {
        AS_IT_IS,
        /** The first character, and stars. */
        MASK,
        /** Equal for equal values, and nothing more. */
        HASH
    }

    public boolean isFedBy(Entity entity) {
        return sources.stream().anyMatch(source -> source.isFedBy(entity));
    }

    /** Hash of everything that decides the result. */
    String hash() {
        return Sha256.hex(digest);
    }

    boolean isMerged() {
        return sources.size() > 1;
    }

    List<Field> tracked() {
        return fields.stream().filter(Field::tracked).toList();
    }

    boolean hasUntracked() {
        return fields.stream().anyMatch(field -> !field.tracked());
    }

    public String versions() {
        return "core." + table + "_versions";
    }

    public String intervals() {
        return "core." + table + "_intervals";
    }

    public String members() {
        return "core." + table + "_members";
    }

    public String history() {
        return "core." + table + "_history";
    }

    public String current() {
        return "core." + table;
    }
}
