package io.quill.app;

import io.quill.platform.settings.Secret;
import io.quill.platform.settings.Settings;
import io.quill.platform.settings.Warehouse.Files;
import io.quill.platform.settings.Warehouse.Server;
import io.quill.records.warehouse.Place;
import io.quill.records.warehouse.Warehouse;
import io.quill.records.warehouse.bronze.EventsArchive;
import io.quill.records.warehouse.lake.DiskLake;
import io.quill.records.warehouse.lake.S3Lake;
import io.quill.records.warehouse.sql.Database.Share;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;

/** The warehouse that the settings ask for. */
final class Warehouses {
    private Warehouses() {}

    static Warehouse open(Settings settings, InstantSource clock) {
        return new Warehouse(place(settings), UUID.randomUUID().toString(), clock);
    }

    private static Place place(Settings settings) {
        Path directory = settings.store().directory();
        io.quill.platform.settings.Warehouse wanted = settings.warehouse();
        Place place = Place.of(kind(wanted, directory)).withArchive(events(settings));
        Place served = settings.records().connectors().map(place::withServices).orElse(place);
        Place defined = wanted.definitions().map(served::withDefinitions).orElse(served);
        return switch (wanted.files()) {
            case Files.None() -> defined;
            case Files.Disk() -> defined.withLake(new DiskLake(directory.resolve("lake")));
            case Files.Bucket(var name, var region, var endpoint) ->
                    defined.withLake(S3Lake.of(name, region, endpoint));
        };
    }

    private static EventsArchive events(Settings settings) {
        return Archives.bucket(settings)
                .map(EventsArchive::on)
                .orElseGet(() -> EventsArchive.in(settings.store().directory().resolve("archive")));
    }

    private static Place.Kind kind(io.quill.platform.settings.Warehouse wanted, Path directory) {
        Share share = new Share(wanted.megabytes(), wanted.threads());
        return wanted.server()
                .<Place.Kind>map(Warehouses::server)
                .orElseGet(() -> new Place.Kind.Files(directory, share));
    }

    private static Place.Kind server(Server server) {
        return new Place.Kind.Server(
                server.address(), server.user(), server.password().map(Secret::value).orElse(""));
    }
}
