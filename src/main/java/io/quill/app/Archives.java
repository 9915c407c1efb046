package io.quill.app;

import io.quill.events.history.FactArchive;
import io.quill.platform.file.Directory;
import io.quill.platform.file.Shelf;
import io.quill.platform.file.s3.BucketShelf;
import io.quill.platform.settings.Archive.Bucket;
import io.quill.platform.settings.Settings;

import java.util.Optional;

/** The archive that the settings ask for. */
final class Archives {
    private Archives() {}

    static FactArchive open(Settings settings) {
        return new FactArchive(
                bucket(settings)
                        .orElseGet(
                                () ->
                                        new Directory(
                                                settings.store().directory().resolve("archive"))));
    }

    /** For whatever else is kept for good, where there is one. */
    static Optional<Shelf> bucket(Settings settings) {
        return settings.archive().bucket().map(Archives::shelf);
    }

    private static Shelf shelf(Bucket bucket) {
        return BucketShelf.of(bucket.name(), bucket.region(), bucket.endpoint());
    }
}
