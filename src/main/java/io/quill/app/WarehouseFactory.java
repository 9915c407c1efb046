package io.quill.app;

import io.quill.platform.file.DiskFileStorage;
import io.quill.platform.file.s3.S3FileStorage;
import io.quill.platform.settings.Secret;
import io.quill.platform.settings.Settings;
import io.quill.platform.settings.WarehouseSettings.Files;
import io.quill.platform.settings.WarehouseSettings.Server;
import io.quill.records.warehouse.Warehouse;
import io.quill.records.warehouse.WarehouseConfig;
import io.quill.records.warehouse.bronze.EventsArchive;
import io.quill.records.warehouse.sql.Database.Share;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;

/** Opens the warehouse that the settings name. */
final class WarehouseFactory {
    private WarehouseFactory() {}

    static Warehouse open(Settings settings, InstantSource clock) {
        return new Warehouse(place(settings), UUID.randomUUID().toString(), clock);
    }

    private static WarehouseConfig place(Settings settings) {
        Path directory = settings.store().directory();
        io.quill.platform.settings.WarehouseSettings wanted = settings.warehouse();
        WarehouseConfig warehouseConfig =
                WarehouseConfig.of(kind(wanted, directory)).withArchive(events(settings));
        WarehouseConfig served =
                settings.records()
                        .connectors()
                        .map(warehouseConfig::withServices)
                        .orElse(warehouseConfig);
        WarehouseConfig defined = wanted.definitions().map(served::withDefinitions).orElse(served);
        return switch (wanted.files()) {
            case Files.None() -> defined;
            case Files.Disk() -> defined.withLake(new DiskFileStorage(directory.resolve("lake")));
            case Files.Bucket(var name, var region, var endpoint) ->
                    defined.withLake(S3FileStorage.of(name, "", region, endpoint));
        };
    }

    private static EventsArchive events(Settings settings) {
        return ArchiveFactory.bucket(settings)
                .map(EventsArchive::on)
                .orElseGet(() -> EventsArchive.in(settings.store().directory().resolve("archive")));
    }

    private static WarehouseConfig.Kind kind(
            io.quill.platform.settings.WarehouseSettings wanted, Path directory) {
        Share share = new Share(wanted.megabytes(), wanted.threads());
        return wanted.server()
                .<WarehouseConfig.Kind>map(WarehouseFactory::server)
                .orElseGet(() -> new WarehouseConfig.Kind.Files(directory, share));
    }

    private static WarehouseConfig.Kind server(Server server) {
        return new WarehouseConfig.Kind.Server(
                server.address(), server.user(), server.password().map(Secret::value).orElse(""));
    }
}
