package io.quill.records.warehouse;

import io.quill.records.warehouse.sql.Database.Share;

class DuckDbLakeTest extends LakeContract {
    @Override
    WarehouseConfig.Kind kind() {
        return new WarehouseConfig.Kind.Files(directory, new Share(512, 2));
    }
}
