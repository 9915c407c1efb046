package io.quill.platform.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads small files, such as settings and secrets, up to a size limit. */
public final class SmallFile {
    /** Size limit, far above any such file. */
    static final int MOST_BYTES = 4 << 20;

    private SmallFile() {}

    /**
     * Reads a file as UTF-8.
     *
     * @throws TooLong when it has more than 4 MiB, or no end at all
     */
    public static String text(Path file) throws IOException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file))).toString();
    }

    /**
     * Reads a file's bytes.
     *
     * @throws TooLong when it has more than 4 MiB, or no end at all
     */
    public static byte[] bytes(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new TooLongException(
                        file.toString(),
                        "has more than 4 MiB, and is not read: is it the right file?");
            }
            return bytes;
        }
    }

    /** Returns the words for a file that could not be read: about its size, or the given ones. */
    public static String words(IOException fault, String others) {
        return fault instanceof TooLongException tooLongException
                ? tooLongException.words()
                : others;
    }
}
