package io.quill.events.sink.powerbi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer up to a bound; whoever stops before its end ends the connection. */
final class BoundedStream extends FilterInputStream {
    private final AnswerWatch watch;
    private final long most;
    private long left;

    BoundedStream(InputStream in, AnswerWatch watch, long most) {
        super(in);
        this.watch = watch;
        this.most = most;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = super.read(into, from, length);
        if (count < 0) {
            watch.end();
            return count;
        }
        left -= count;
        if (left < 0) {
            watch.giveUp();
            throw new IOException(
                    "The answer has more than " + most + " bytes, and is not read to its end");
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return read(new byte[(int) Math.min(count, 8_192)]);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** A client reads what is left before it uses a connection again, however much that is. */
    @Override
    public void close() throws IOException {
        watch.giveUp();
        super.close();
    }
}
