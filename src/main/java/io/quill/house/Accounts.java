package io.quill.house;

import io.quill.connector.Connectors;
import io.quill.connector.Fault;
import io.quill.connector.Reading;
import io.quill.settings.Records;
import io.quill.tenant.FaultyAccounts;
import io.quill.tenant.Tenants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Whose records are read, as the settings and the files they name say. */
public final class Accounts {
    private Accounts() {}

    /** Everything that is wrong is a {@link FaultyAccounts}. */
    public static Tenants of(Records settings) {
        if (settings.tenants().isPresent()) {
            return read(settings.tenants().get(), settings, connectors(settings, _ -> true));
        }
        Connectors connectors = connectors(settings, settings.credentials()::speakOf);
        try {
            return Tenants.only(settings.tenant(), connectors, settings.credentials());
        } catch (IllegalArgumentException e) {
            throw faulty("the environment", String.valueOf(e.getMessage()));
        }
    }

    private static Connectors connectors(Records settings, Predicate<String> needed) {
        return sound(Connectors.read(settings.connectors(), needed));
    }

    private static Tenants read(Path file, Records settings, Connectors connectors) {
        try {
            return sound(
                    Tenants.read(
                            file.toString(),
                            Files.readString(file),
                            connectors,
                            settings.credentials()));
        } catch (IOException _) {
            throw faulty(file.toString(), "cannot be read; RECORDS_TENANTS names it");
        }
    }

    private static FaultyAccounts faulty(String where, String words) {
        return new FaultyAccounts(List.of(new Fault(where, 0, "", words)));
    }

    private static <T> T sound(Reading<T> reading) {
        return switch (reading) {
            case Reading.Sound<T>(T value) -> value;
            case Reading.Faulty<T>(var faults) -> throw new FaultyAccounts(faults);
        };
    }
}
