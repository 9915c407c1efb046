package io.quill.records.pull.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;

/** Counts the bytes of an answer as they come. */
final class MeteredBody extends FilterInputStream {
    private final LongAdder bytes;

    private MeteredBody(InputStream in, LongAdder bytes) {
        super(in);
        this.bytes = bytes;
    }

    /** Returns what an answer holds, unpacked; counted is what was sent. */
    static InputStream open(HttpHeaders headers, InputStream body, RequestMeter requestMeter)
            throws IOException {
        InputStream counted = new MeteredBody(body, requestMeter.bytes);
        String packing = headers.firstValue("Content-Encoding").orElse("");
        return packing.equalsIgnoreCase("gzip") ? new GZIPInputStream(counted, 1 << 14) : counted;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        bytes.add(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        bytes.add(Math.max(read, 0));
        return read;
    }
}
