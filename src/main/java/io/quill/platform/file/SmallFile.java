package io.quill.platform.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that somebody writes by hand, or keeps a secret in: read whole, unless it is none. */
public final class SmallFile {
    /** Far more than any of them has, and little beside the memory. */
    static final int MOST_BYTES = 4 << 20;

    private SmallFile() {}

    /**
     * As UTF-8.
     *
     * @throws TooLong when it has more than 4 MiB, or no end at all
     */
    public static String text(Path file) throws IOException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file))).toString();
    }

    /**
     * As it is.
     *
     * @throws TooLong when it has more than 4 MiB, or no end at all
     */
    public static byte[] bytes(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new TooLong(
                        file.toString(),
                        "has more than 4 MiB, and is not read: is it the right file?");
            }
            return bytes;
        }
    }

    /** The words for a file that could not be read: its size, or those that its reader has. */
    public static String words(IOException fault, String others) {
        return fault instanceof TooLong tooLong ? tooLong.words() : others;
    }
}
