package io.quill.records.pull.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Input stream that keeps the bytes of the record being read, so that they can be taken as they
 * came.
 */
final class RecordingInputStream extends FilterInputStream {
    private static final long NOTHING = Long.MAX_VALUE;
    private static final int FIRST = 1 << 14;

    private final int most;
    private byte[] kept = new byte[FIRST];
    private int length;
    private long start;
    private long keptFrom = NOTHING;

    RecordingInputStream(InputStream in, int most) {
        super(in);
        this.most = most;
    }

    /** Keeps everything from a place on that was read just now. */
    void recordFrom(long from) {
        keptFrom = from;
    }

    /** Returns the bytes between two positions, and stops recording. */
    byte[] recorded(long to) {
        byte[] taken =
                Arrays.copyOfRange(
                        kept, Math.toIntExact(keptFrom - start), Math.toIntExact(to - start));
        keptFrom = NOTHING;
        return taken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int wanted) throws IOException {
        int read = super.read(bytes, offset, wanted);
        if (read > 0) {
            forget();
            append(bytes, offset, read);
        }
        return read;
    }

    private void forget() {
        long from = Math.min(keptFrom, start + length);
        int gone = Math.toIntExact(from - start);
        System.arraycopy(kept, gone, kept, 0, length - gone);
        start = from;
        length -= gone;
    }

    private void append(byte[] bytes, int offset, int count) throws IOException {
        if (length + count > kept.length) {
            if (keptFrom != NOTHING && length + count > most) {
                throw new RecordTooLargeException(most);
            }
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, length + count));
        }
        System.arraycopy(bytes, offset, kept, length, count);
        length += count;
    }
}
