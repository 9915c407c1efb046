package io.quill.app;

import io.quill.platform.file.SmallFile;
import io.quill.platform.settings.Records;
import io.quill.platform.settings.Settings;
import io.quill.records.connector.Connectors;
import io.quill.records.connector.Fault;
import io.quill.records.connector.Reading;
import io.quill.records.tenant.FaultyAccounts;
import io.quill.records.tenant.Tenants;
import io.quill.records.warehouse.Shapes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whose records are read, as the settings and the files they name say. */
public final class Accounts {
    private Accounts() {}

    /** Everything that is wrong is a {@link FaultyAccounts}. */
    public static Tenants of(Settings settings) {
        Records records = settings.records();
        return switch (tenants(records)) {
            case Reading.Sound<Tenants>(Tenants tenants) -> {
                List<Fault> faults = definitions(settings, tenants.names());
                if (!faults.isEmpty()) {
                    throw new FaultyAccounts(faults);
                }
                yield tenants;
            }
            case Reading.Faulty<Tenants>(var faults) -> {
                List<Fault> all = new ArrayList<>(faults);
                all.addAll(definitions(settings, List.of(records.tenant())));
                throw new FaultyAccounts(all);
            }
        };
    }

    /** What is wrong with the files that say what the tenants' tables look like. */
    private static List<Fault> definitions(Settings settings, List<String> tenants) {
        Optional<Path> services = settings.records().connectors();
        Optional<Path> own = settings.warehouse().definitions();
        return tenants.stream()
                .flatMap(tenant -> Shapes.of(services, own, tenant).faults().stream())
                .distinct()
                .toList();
    }

    private static Reading<Tenants> tenants(Records settings) {
        Predicate<String> needed =
                settings.tenants().isPresent() ? _ -> true : settings.credentials()::speakOf;
        return switch (Connectors.read(settings.connectors(), needed)) {
            case Reading.Faulty<Connectors>(var faults) -> new Reading.Faulty<>(faults);
            case Reading.Sound<Connectors>(Connectors connectors) ->
                    settings.tenants()
                            .map(file -> read(file, settings, connectors))
                            .orElseGet(() -> only(settings, connectors));
        };
    }

    private static Reading<Tenants> only(Records settings, Connectors connectors) {
        try {
            return new Reading.Sound<>(
                    Tenants.only(settings.tenant(), connectors, settings.credentials()));
        } catch (IllegalArgumentException e) {
            return faulty("the environment", String.valueOf(e.getMessage()));
        }
    }

    private static Reading<Tenants> read(Path file, Records settings, Connectors connectors) {
        try {
            return Tenants.read(
                    file.toString(), SmallFile.text(file), connectors, settings.credentials());
        } catch (IOException e) {
            String words = "cannot be read; RECORDS_TENANTS names it";
            return faulty(file.toString(), SmallFile.words(e, words));
        }
    }

    private static Reading<Tenants> faulty(String where, String words) {
        return new Reading.Faulty<>(List.of(new Fault(where, 0, "", words)));
    }
}
