package io.quill.events.sink.powerbi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Body of a response up to a bound; closing it before its end closes the connection. */
final class BoundedStream extends FilterInputStream {
    private final ResponseDeadline watch;
    private final long most;
    private long left;

    BoundedStream(InputStream in, ResponseDeadline watch, long most) {
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
            watch.stop();
            return count;
        }
        left -= count;
        if (left < 0) {
            watch.cancel();
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

    /**
     * Cancels the request, since a client would read the rest before it uses the connection again.
     */
    @Override
    public void close() throws IOException {
        watch.cancel();
        super.close();
    }
}
