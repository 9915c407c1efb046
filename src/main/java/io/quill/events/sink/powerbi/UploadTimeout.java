package io.quill.events.sink.powerbi;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Cancels a request whose body is not read on, which a socket would wait for without end. A body
 * may take as long as it likes while some of it is read.
 */
final class UploadTimeout implements ExecChainHandler {
    private static final int PIECE = 1 << 16;

    private final Duration timeout;

    UploadTimeout(Duration patience) {
        this.timeout = patience;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpEntity body = request.getEntity();
        if (body != null && scope.originalRequest instanceof Cancellable cancellable) {
            request.setEntity(new Watched(body, cancellable));
        }
        return chain.proceed(request, scope);
    }

    /** Written piece by piece, with somebody who looks at the time of the last one. */
    private final class Watched extends HttpEntityWrapper {
        private final Cancellable request;
        private volatile long lastPiece;
        private volatile boolean isWritten;

        Watched(HttpEntity body, Cancellable request) {
            super(body);
            this.request = request;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            lastPiece = System.nanoTime();
            Thread watcher = Thread.ofVirtual().name("upload").start(this::watch);
            try {
                super.writeTo(new Pieces(out));
            } finally {
                isWritten = true;
                LockSupport.unpark(watcher);
            }
        }

        private void watch() {
            long left = timeout.toNanos();
            while (!isWritten && left > 0) {
                LockSupport.parkNanos(left);
                left = lastPiece + timeout.toNanos() - System.nanoTime();
            }
            if (!isWritten) {
                request.cancel();
            }
        }

        private final class Pieces extends FilterOutputStream {
            Pieces(OutputStream out) {
                super(out);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                for (int at = from; at < from + length; at += PIECE) {
                    out.write(bytes, at, Math.min(PIECE, from + length - at));
                    lastPiece = System.nanoTime();
                }
            }
        }
    }
}
