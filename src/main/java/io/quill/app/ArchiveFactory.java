package io.quill.app;

import io.quill.events.history.FactArchive;
import io.quill.platform.file.DiskFileStorage;
import io.quill.platform.file.FileStorage;
import io.quill.platform.file.s3.S3FileStorage;
import io.quill.platform.settings.ArchiveSettings.Bucket;
import io.quill.platform.settings.Settings;

import java.util.Optional;

/** Opens the archive that the settings name. */
final class ArchiveFactory {
    private ArchiveFactory() {}

    static FactArchive open(Settings settings) {
        return new FactArchive(
                bucket(settings)
                        .orElseGet(
                                () ->
                                        new DiskFileStorage(
                                                settings.store().directory().resolve("archive"))));
    }

    /** Opens the bucket for other things that are kept for good, if one is set. */
    static Optional<FileStorage> bucket(Settings settings) {
        return settings.archive().bucket().map(ArchiveFactory::shelf);
    }

    private static FileStorage shelf(Bucket bucket) {
        return S3FileStorage.of(bucket.name(), "archive/", bucket.region(), bucket.endpoint());
    }
}
