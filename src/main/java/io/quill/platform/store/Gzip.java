package io.quill.platform.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses content, since the size of an item is limited. */
public final class Gzip {
    /**
     * Limit of unpacked data: the largest body that is taken, which is more than all else that is
     * kept.
     */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private Gzip() {}

    public static byte[] compress(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not compress data", e);
        }
        return packed.toByteArray();
    }

    /** Nothing larger was ever packed: what unpacks to more was damaged, or put there by others. */
    public static byte[] decompress(byte[] packed) {
        return decompress(packed, MOST_BYTES);
    }

    static byte[] decompress(byte[] packed, int most) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] content = gzip.readNBytes(most);
            if (gzip.read() >= 0) {
                throw new IOException("it unpacks to more than " + most + " bytes");
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not unpack stored data", e);
        }
    }
}
