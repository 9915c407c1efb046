package io.quill.warehouse;

import io.quill.warehouse.sql.Database.Share;

class DuckDbLakeTest extends LakeContract {
    @Override
    Place.Kind kind() {
        return new Place.Kind.Files(directory, new Share(512, 2));
    }
}
