package io.quill.platform.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** What a file holds, and the name that it gets for that. */
public final class Content {
    private static final int NAME = 32;

    private Content() {}

    public static String name(byte[] content) {
        return Sha256.hex(content).substring(0, NAME);
    }

    public static byte[] packed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 8 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("A file cannot be compressed", e);
        }
        return packed.toByteArray();
    }
}
