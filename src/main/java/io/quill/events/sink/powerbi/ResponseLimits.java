package io.quill.events.sink.powerbi;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.time.Duration;

/**
 * Bounds the time of a whole response and the bytes of its body; the client's own time-outs are for
 * each read. A failure before there is a connection is reported as such, since nothing was sent
 * then.
 */
final class ResponseLimits implements ExecChainHandler {
    private static final String WATCH = ResponseLimits.class.getName();
    private static final long MOST_OF_A_QUERY = 16L << 20;
    private static final long MOST_OF_A_LIST = 4L << 20;
    private static final long MOST_OF_A_POST = 256L << 10;

    private final Duration timeout;

    ResponseLimits(Duration patience) {
        this.timeout = patience;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (!(scope.originalRequest instanceof Cancellable cancellable)) {
            return chain.proceed(request, scope);
        }
        // a connection has its own time-out; this is for a handshake that comes byte by byte
        ResponseDeadline watch = new ResponseDeadline(cancellable, timeout.multipliedBy(2));
        scope.clientContext.setAttribute(WATCH, watch);
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity body = response.getEntity();
            if (body == null) {
                watch.stop();
            } else {
                response.setEntity(new Bounded(body, watch, maxBytes(request)));
            }
            return response;
        } catch (IOException | HttpException | RuntimeException fault) {
            watch.stop();
            if (watch.isConnected()) {
                throw fault;
            }
            throw (IOException)
                    new ConnectException(
                                    "no connection: "
                                            + fault.getClass().getSimpleName()
                                            + ": "
                                            + fault.getMessage())
                            .initCause(fault);
        }
    }

    /** Starts the deadline once there is a connection and the request is about to be sent. */
    ClassicHttpResponse startDeadline(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (scope.clientContext.getAttribute(WATCH) instanceof ResponseDeadline watch) {
            HttpEntity body = request.getEntity();
            watch.connected(timeout);
            if (body != null) {
                request.setEntity(new Uploaded(body, watch));
            }
        }
        return chain.proceed(request, scope);
    }

    private static long maxBytes(ClassicHttpRequest request) {
        if (request.getPath().endsWith("/executeQueries")) {
            return MOST_OF_A_QUERY;
        }
        return request.getMethod().equals("GET") ? MOST_OF_A_LIST : MOST_OF_A_POST;
    }

    /**
     * A body may take its time, which {@link UploadTimeout} looks after; then the answer has its
     * own.
     */
    private final class Uploaded extends HttpEntityWrapper {
        private final ResponseDeadline watch;

        Uploaded(HttpEntity body, ResponseDeadline watch) {
            super(body);
            this.watch = watch;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            watch.suspend();
            super.writeTo(out);
            watch.connected(timeout);
        }
    }

    /** Entity that ends at the limit; the rest is not even read to be dropped. */
    private static final class Bounded extends HttpEntityWrapper {
        private final ResponseDeadline watch;
        private final long most;

        Bounded(HttpEntity body, ResponseDeadline watch, long most) {
            super(body);
            this.watch = watch;
            this.most = most;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new BoundedStream(super.getContent(), watch, most);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream in = getContent()) {
                in.transferTo(out);
            }
        }
    }
}
