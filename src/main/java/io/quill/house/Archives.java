package io.quill.house;

import io.quill.archive.Directory;
import io.quill.archive.FactArchive;
import io.quill.archive.Shelf;
import io.quill.archive.s3.BucketShelf;
import io.quill.settings.Archive.Bucket;
import io.quill.settings.Settings;

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
