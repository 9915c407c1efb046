package io.quill.platform.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Names a file by the hash of its content, and compresses it. */
public final class FileContent {
    private static final int NAME = 32;

    private FileContent() {}

    public static String hashName(byte[] content) {
        return Sha256.hex(content).substring(0, NAME);
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 8 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("A file cannot be compressed", e);
        }
        return packed.toByteArray();
    }
}
