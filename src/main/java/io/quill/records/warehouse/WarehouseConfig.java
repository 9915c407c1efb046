package io.quill.records.warehouse;

import io.quill.platform.file.FileStorage;
import io.quill.records.warehouse.bronze.EventsArchive;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Database.Share;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Configuration of the warehouses.
 *
 * @param services where the directories of services are
 * @param definitions where files lie that replace column lists and mappings
 * @param lake where files of Parquet go, if anywhere
 * @param archive where settled facts are kept, a file of JSON lines a part of a day
 */
public record WarehouseConfig(
        Kind kind,
        Optional<Path> services,
        Optional<Path> definitions,
        Optional<FileStorage> lake,
        Optional<EventsArchive> archive) {
    /** Creates a configuration with databases alone. */
    public static WarehouseConfig of(Kind kind) {
        return new WarehouseConfig(
                kind, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public WarehouseConfig withServices(Path directory) {
        return new WarehouseConfig(kind, Optional.of(directory), definitions, lake, archive);
    }

    public WarehouseConfig withDefinitions(Path directory) {
        return new WarehouseConfig(kind, services, Optional.of(directory), lake, archive);
    }

    public WarehouseConfig withLake(FileStorage where) {
        return new WarehouseConfig(kind, services, definitions, Optional.of(where), archive);
    }

    public WarehouseConfig withArchive(EventsArchive events) {
        return new WarehouseConfig(kind, services, definitions, lake, Optional.of(events));
    }

    /** What they are kept in. */
    public sealed interface Kind {
        /** A file a tenant: {@code warehouse/{tenant}.duckdb}. */
        record Files(Path directory, Share share) implements Kind {}

        /** A database a tenant; the address has {@code {tenant}} in it. */
        record Server(String address, String user, String password) implements Kind {
            @Override
            public String toString() {
                return "Server[" + address + ", " + user + "]";
            }
        }
    }

    Database open(String tenant) {
        return switch (kind) {
            case Kind.Files(Path directory, Share share) ->
                    Database.duckDb(
                            directory.resolve("warehouse").resolve(tenant + ".duckdb"), share);
            case Kind.Server(String address, String user, String password) ->
                    Database.server(address.replace("{tenant}", tenant), user, password);
        };
    }

    /** Returns whether only one process can have a warehouse open. */
    boolean isExclusive() {
        return kind instanceof Kind.Files;
    }
}
