package io.quill.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Requests over kept connections on loopback, one at a time on each, from a single thread that
 * costs the server as little of the machine as can be.
 */
final class Load {
    /** What was seen: how long each took, and what the answers added up to. */
    static final class Seen {
        final Histogram times = new Histogram(3);
        long accepted;
        long duplicates;
        long failed;
        double seconds;

        double rate() {
            return times.getTotalCount() / seconds;
        }
    }

    private final int port;
    private final int connections;
    private final Supplier<byte[]> requests;

    Load(int port, int connections, Supplier<byte[]> requests) {
        this.port = port;
        this.connections = connections;
        this.requests = requests;
    }

    /** As fast as the answers come. */
    Seen run(Duration duration) throws IOException {
        return run(duration, 0);
    }

    /** At a rate a second, if it is not zero; a request that starts late counts its waiting. */
    Seen run(Duration duration, int rate) throws IOException {
        Seen seen = new Seen();
        long begun = System.nanoTime();
        long end = begun + duration.toNanos();
        try (Selector selector = Selector.open()) {
            Pace pace = new Pace(begun, rate);
            List<Connection> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(new Connection(selector, seen));
            }
            while (System.nanoTime() < end || all.stream().anyMatch(Connection::isBusy)) {
                if (System.nanoTime() < end) {
                    startIdle(all, pace);
                }
                selector.select(1);
                for (SelectionKey key : selector.selectedKeys()) {
                    ((Connection) key.attachment()).read();
                }
                selector.selectedKeys().clear();
                if (System.nanoTime() > end + Duration.ofSeconds(10).toNanos()) {
                    throw new IOException("Some requests were not answered within ten seconds");
                }
            }
            for (Connection connection : all) {
                connection.close();
            }
        }
        seen.seconds = (System.nanoTime() - begun) / 1e9;
        return seen;
    }

    private void startIdle(List<Connection> all, Pace pace) throws IOException {
        for (Connection connection : all) {
            if (!connection.isBusy()) {
                long due = pace.next();
                if (due == 0) {
                    return;
                }
                connection.send(requests.get(), due);
            }
        }
    }

    /** When the next request is due; zero says that none is yet. */
    private static final class Pace {
        private final long begun;
        private final int rate;
        private long started;

        Pace(long begun, int rate) {
            this.begun = begun;
            this.rate = rate;
        }

        long next() {
            long now = System.nanoTime();
            if (rate == 0) {
                return now;
            }
            long due = begun + started * 1_000_000_000L / rate;
            if (due > now) {
                return 0;
            }
            started++;
            return due;
        }
    }

    private final class Connection {
        private final SocketChannel channel;
        private final Seen seen;
        private final ByteBuffer answer = ByteBuffer.allocate(4096);
        private long due;

        Connection(Selector selector, Seen seen) throws IOException {
            this.seen = seen;
            channel =
                    SocketChannel.open(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        boolean isBusy() {
            return due != 0;
        }

        void send(byte[] request, long dueAt) throws IOException {
            due = dueAt;
            ByteBuffer bytes = ByteBuffer.wrap(request);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        void read() throws IOException {
            if (channel.read(answer) < 0) {
                throw new IOException("The server closed a connection");
            }
            String text = new String(answer.array(), 0, answer.position(), ISO_8859_1);
            if (!isWhole(text)) {
                return;
            }
            seen.times.recordValue(System.nanoTime() - due);
            if (!text.startsWith("HTTP/1.1 202")) {
                seen.failed++;
            }
            seen.accepted += text.contains("\"accepted\":1") ? 1 : 0;
            seen.duplicates += text.contains("\"duplicates\":1") ? 1 : 0;
            answer.clear();
            due = 0;
        }

        private static boolean isWhole(String text) {
            int head = text.indexOf("\r\n\r\n");
            if (head < 0) {
                return false;
            }
            int at = text.toLowerCase(Locale.ROOT).indexOf("content-length: ") + 16;
            return at < 16
                    ? text.endsWith("0\r\n\r\n")
                    : text.length()
                            >= head
                                    + 4
                                    + Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
        }

        void close() throws IOException {
            channel.close();
        }
    }
}
