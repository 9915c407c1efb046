package io.quill.app;

import io.quill.platform.file.SmallFile;
import io.quill.platform.settings.RecordSettings;
import io.quill.platform.settings.Settings;
import io.quill.records.connector.Connectors;
import io.quill.records.connector.ParseResult;
import io.quill.records.connector.ValidationError;
import io.quill.records.tenant.InvalidTenantsException;
import io.quill.records.tenant.Tenants;
import io.quill.records.warehouse.WarehouseModel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Loads the tenants and their accounts from the settings and the files they name. */
public final class TenantsLoader {
    private TenantsLoader() {}

    /** Everything that is wrong is a {@link InvalidTenantsException}. */
    public static Tenants load(Settings settings) {
        RecordSettings recordSettings = settings.records();
        return switch (tenants(recordSettings)) {
            case ParseResult.Sound<Tenants>(Tenants tenants) -> {
                List<ValidationError> faults = definitions(settings, tenants.names());
                if (!faults.isEmpty()) {
                    throw new InvalidTenantsException(faults);
                }
                yield tenants;
            }
            case ParseResult.Faulty<Tenants>(var faults) -> {
                List<ValidationError> all = new ArrayList<>(faults);
                all.addAll(definitions(settings, List.of(recordSettings.tenant())));
                throw new InvalidTenantsException(all);
            }
        };
    }

    /** Returns the errors in the files that define the tenants' tables. */
    private static List<ValidationError> definitions(Settings settings, List<String> tenants) {
        Optional<Path> services = settings.records().connectors();
        Optional<Path> own = settings.warehouse().definitions();
        return tenants.stream()
                .flatMap(tenant -> WarehouseModel.of(services, own, tenant).faults().stream())
                .distinct()
                .toList();
    }

    private static ParseResult<Tenants> tenants(RecordSettings settings) {
        Predicate<String> needed =
                settings.tenants().isPresent() ? _ -> true : settings.credentials()::hasAny;
        return switch (Connectors.read(settings.connectors(), needed)) {
            case ParseResult.Faulty<Connectors>(var faults) -> new ParseResult.Faulty<>(faults);
            case ParseResult.Sound<Connectors>(Connectors connectors) ->
                    settings.tenants()
                            .map(file -> read(file, settings, connectors))
                            .orElseGet(() -> singleTenant(settings, connectors));
        };
    }

    private static ParseResult<Tenants> singleTenant(
            RecordSettings settings, Connectors connectors) {
        try {
            return new ParseResult.Sound<>(
                    Tenants.singleTenant(settings.tenant(), connectors, settings.credentials()));
        } catch (IllegalArgumentException e) {
            return faulty("the environment", String.valueOf(e.getMessage()));
        }
    }

    private static ParseResult<Tenants> read(
            Path file, RecordSettings settings, Connectors connectors) {
        try {
            return Tenants.read(
                    file.toString(), SmallFile.text(file), connectors, settings.credentials());
        } catch (IOException e) {
            String words = "cannot be read; RECORDS_TENANTS names it";
            return faulty(file.toString(), SmallFile.words(e, words));
        }
    }

    private static ParseResult<Tenants> faulty(String where, String words) {
        return new ParseResult.Faulty<>(List.of(new ValidationError(where, 0, "", words)));
    }
}
