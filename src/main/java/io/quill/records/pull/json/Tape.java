package io.quill.records.pull.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Keeps what is read from it: while a record is read, from the record's first byte on, and else the
 * last piece alone, in which the next record may begin.
 */
final class Tape extends FilterInputStream {
    private static final long NOTHING = Long.MAX_VALUE;
    private static final int FIRST = 1 << 14;

    private final int most;
    private byte[] kept = new byte[FIRST];
    private int length;
    private long start;
    private long keptFrom = NOTHING;

    Tape(InputStream in, int most) {
        super(in);
        this.most = most;
    }

    /** Keeps everything from a place on that was read just now. */
    void keep(long from) {
        keptFrom = from;
    }

    /** What was read between two places; from here on nothing is kept. */
    byte[] take(long to) {
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
                throw new TooLarge(most);
            }
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, length + count));
        }
        System.arraycopy(bytes, offset, kept, length, count);
        length += count;
    }
}
