package io.quill.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;

/** A connection on which anything can be said, whether or not it is HTTP. */
public final class RawConnection implements AutoCloseable {
    /** What came back; zero stands for a connection that was closed without a word. */
    record Heard(int status, String head, String body) {
        String all() {
            return head + body;
        }
    }

    private final Socket socket;

    RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
    }

    public RawConnection say(String text) throws IOException {
        return say(text.getBytes(ISO_8859_1));
    }

    public RawConnection say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** The next answer. */
    public Heard hear() throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return new Heard(0, head.toString(), "");
            }
            head.append((char) next);
        }
        byte[] body = in.readNBytes(length(head.toString()));
        int status = Integer.parseInt(head.substring(9, 12));
        return new Heard(status, head.toString(), new String(body, ISO_8859_1));
    }

    private static int length(String head) {
        String name = "content-length: ";
        int at = head.toLowerCase(Locale.ROOT).indexOf(name);
        return at < 0
                ? 0
                : Integer.parseInt(
                        head.substring(at + name.length(), head.indexOf("\r\n", at)).strip());
    }

    /** Whether the other side has ended it, which it may take its time for. */
    public boolean isClosed() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException _) {
            return true;
        }
    }

    /** Says no more, and still hears. */
    RawConnection end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Everything that still comes, until the other side has ended it. */
    void drain() throws IOException {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException _) {
            // it is ended all the same
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
