package io.quill.storm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Carries bytes to another port of this machine until it is cut, and again when it is mended. */
final class Cable implements AutoCloseable {
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean dripNext = new AtomicBoolean();
    private final AtomicLong broken = new AtomicLong();
    private volatile boolean cut;
    private volatile boolean drips;

    private Cable(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    static Cable to(int port) throws IOException {
        ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        Cable cable = new Cable(server, port);
        Thread.ofVirtual().start(cable::accept);
        return cable;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Whatever is under way ends in the middle, and who comes is sent away. */
    void cut() {
        cut = true;
        broken.addAndGet(ends.size());
        ends.forEach(Cable::end);
    }

    /** How many ends of connections were cut, and how many callers were sent away. */
    long broken() {
        return broken.get();
    }

    void mend() {
        cut = false;
    }

    /** The next answer comes a byte a second from here on, for as long as anybody listens. */
    void drip() {
        drips = false;
        dripNext.set(true);
    }

    boolean drips() {
        return drips;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                ends.add(near);
                if (cut) {
                    broken.incrementAndGet();
                    end(near);
                } else {
                    join(near);
                }
            } catch (IOException _) {
                // it was closed, or the far side is away: the near one sees an end either way
            }
        }
    }

    private void join(Socket near) throws IOException {
        Socket far = new Socket();
        ends.add(far);
        try {
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException e) {
            end(near);
            throw e;
        }
        Thread.ofVirtual()
                .start(
                        () ->
                                carry(
                                        () ->
                                                near.getInputStream()
                                                        .transferTo(far.getOutputStream()),
                                        near,
                                        far));
        Thread.ofVirtual().start(() -> carry(() -> answer(far, near), far, near));
    }

    /** Moves bytes until there are no more. */
    private interface Carriage {
        void run() throws IOException;
    }

    private void carry(Carriage carriage, Socket from, Socket to) {
        try {
            carriage.run();
        } catch (IOException _) {
            // one of the two ended, so the other one does
        } finally {
            end(from);
            end(to);
            ends.remove(from);
            ends.remove(to);
        }
    }

    private void answer(Socket far, Socket near) throws IOException {
        byte[] buffer = new byte[8_192];
        boolean slow = false;
        for (int read = far.getInputStream().read(buffer);
                read >= 0;
                read = far.getInputStream().read(buffer)) {
            slow |= dripNext.compareAndSet(true, false);
            drips |= slow;
            for (int i = 0; slow && i < read; i++) {
                near.getOutputStream().write(buffer[i]);
                Patience.pass(A_SECOND);
            }
            if (!slow) {
                near.getOutputStream().write(buffer, 0, read);
            }
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A socket cannot be closed", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
