package io.quill.archive;

import io.quill.digest.Sha256;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** What a file holds, and the name that it gets for that. */
final class Content {
    private static final int NAME = 32;

    private Content() {}

    static String name(byte[] content) {
        return Sha256.hex(content).substring(0, NAME);
    }

    static byte[] packed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 8 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("A file cannot be compressed", e);
        }
        return packed.toByteArray();
    }
}
