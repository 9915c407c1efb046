package io.quill.records.warehouse;

import io.quill.records.warehouse.sql.Database.Share;

class DuckDbLakeTest extends LakeContract {
    @Override
    Place.Kind kind() {
        return new Place.Kind.Files(directory, new Share(512, 2));
    }
}
