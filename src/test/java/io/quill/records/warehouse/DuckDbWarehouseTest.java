package io.quill.records.warehouse;

import io.quill.records.warehouse.sql.Database.Share;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class DuckDbWarehouseTest extends WarehouseContract {
    @TempDir Path directory;

    @Override
    WarehouseConfig.Kind kind() {
        return new WarehouseConfig.Kind.Files(directory, new Share(512, 2));
    }
}
