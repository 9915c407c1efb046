package io.quill.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.quill.fuzz.FuzzCase.Demand;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection for one case. */
final class FuzzConnection implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern CHUNKED = Pattern.compile("(?i)\r\ntransfer-encoding: *chunked");
    private static final int STATUS_AT = 9;

    /** A body that is read as a request is answered sooner than this after the answer before. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Socket socket;
    private final FuzzCase fuzzCase;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private boolean ended;
    private long lastHeard = System.nanoTime();

    /** An answer as text, a character a byte. */
    record Answer(int status, String head, String body) {}

    FuzzConnection(int port, FuzzCase fuzzCase) throws IOException {
        this.fuzzCase = fuzzCase;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(50);
        socket.setTcpNoDelay(true);
    }

    /** Sends while answers are read, since a server need not read what it refuses. */
    void send() {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                socket.getOutputStream().write(fuzzCase.bytes());
                            } catch (IOException _) {
                                // it was answered, or it was not: what is read tells
                            }
                        });
    }

    /** Whether within this time all was said that is to be said. */
    boolean isDone(long seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        byte[] buffer = new byte[16_384];
        while (!ended && System.nanoTime() < end) {
            try {
                int read = socket.getInputStream().read(buffer);
                ended = read < 0;
                heard.write(buffer, 0, Math.max(0, read));
                lastHeard = System.nanoTime();
            } catch (SocketTimeoutException _) {
                // more than a pause after an answer: what was asked for so far is answered
                if (isSilent() && !answers().isEmpty()) {
                    return true;
                }
            } catch (IOException _) {
                ended = true;
            }
            if (fuzzCase.demand() == Demand.HEAD_ONLY && !answers().isEmpty()) {
                return true;
            }
        }
        return ended;
    }

    private boolean isSilent() {
        return fuzzCase.demand() != Demand.ANSWER || System.nanoTime() - lastHeard > SILENCE_NANOS;
    }

    List<Answer> answers() {
        List<Answer> all = new ArrayList<>();
        String text = heard.toString(ISO_8859_1);
        for (Optional<Integer> next = Optional.of(0); next.isPresent(); ) {
            next = read(text, next.get(), all);
        }
        return all;
    }

    private static Optional<Integer> read(String text, int from, List<Answer> all) {
        int endOfHead = text.indexOf("\r\n\r\n", from);
        if (endOfHead < 0 || !text.startsWith("HTTP/1.", from)) {
            return Optional.empty();
        }
        String head = text.substring(from, endOfHead + 2);
        int status = Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3));
        int body = endOfHead + 4;
        int end = body;
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            end = Math.min(text.length(), body + Integer.parseInt(length.group(1)));
        } else if (CHUNKED.matcher(head).find()) {
            int last = text.indexOf("0\r\n\r\n", body);
            end = last < 0 ? text.length() : last + 5;
        }
        if (status != 100) {
            all.add(new Answer(status, head, text.substring(body, end)));
        }
        return Optional.of(end);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A socket cannot be closed", e);
        }
    }
}
