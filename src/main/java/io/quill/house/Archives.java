package io.quill.house;

import io.quill.archive.Directory;
import io.quill.archive.FactArchive;
import io.quill.archive.Shelf;
import io.quill.archive.s3.BucketShelf;
import io.quill.settings.Archive.Bucket;
import io.quill.settings.Settings;

/** The archive that the settings ask for. */
final class Archives {
    private Archives() {}

    static FactArchive open(Settings settings) {
        return new FactArchive(
                settings.archive()
                        .bucket()
                        .map(Archives::shelf)
                        .orElseGet(
                                () ->
                                        new Directory(
                                                settings.store().directory().resolve("archive"))));
    }

    private static Shelf shelf(Bucket bucket) {
        return BucketShelf.of(bucket.name(), bucket.region(), bucket.endpoint());
    }
}
