package io.quill.records.warehouse.core;

import io.quill.records.warehouse.sql.Database;

/** Core in slices so small that a few records are many of them. */
public final class SmallSlices {
    private SmallSlices() {}

    public static Core of(int changes, Database database, String tenant) {
        return new Core(database, tenant, changes);
    }
}
