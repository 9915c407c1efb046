package io.quill.platform.file;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** Reads the lines of a text, none longer than a limit. */
public final class BoundedLineReader implements Closeable {
    private static final int END = -1;

    private final BufferedReader text;
    private final int most;
    private long line;

    public BoundedLineReader(Reader text, int most) {
        this.text = new BufferedReader(text);
        this.most = most;
    }

    /**
     * The next one; empty at the end.
     *
     * @throws TooLong when the line goes on beyond what it may have
     */
    public Optional<String> next() throws IOException {
        int next = text.read();
        if (next == END) {
            return Optional.empty();
        }
        line++;
        StringBuilder found = new StringBuilder();
        for (; next != END && next != '\n'; next = text.read()) {
            if (found.length() == most) {
                throw new TooLongException("line " + line, "has more than " + most + " characters");
            }
            found.append((char) next);
        }
        if (!found.isEmpty() && found.charAt(found.length() - 1) == '\r') {
            found.setLength(found.length() - 1);
        }
        return Optional.of(found.toString());
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
