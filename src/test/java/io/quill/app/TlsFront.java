package io.quill.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** HTTPS before a server that speaks plain HTTP, with a certificate that can be exchanged. */
final class TlsFront implements AutoCloseable {
    private final ServerSocket listening =
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final URI behind;
    private volatile SSLContext shown;

    TlsFront(URI behind, Certificates certificates, String name) throws Exception {
        this.behind = behind;
        this.shown = certificates.context(name);
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "https://localhost:" + listening.getLocalPort();
    }

    /** From the next connection on; those that are open end. */
    void show(SSLContext certificate) throws IOException {
        shown = certificate;
        for (Socket each : open) {
            each.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> relay(socket));
            }
        } catch (IOException _) {
            // it was closed
        }
    }

    private void relay(Socket socket) {
        try (socket;
                SSLSocket tls =
                        (SSLSocket) shown.getSocketFactory().createSocket(socket, null, false);
                Socket plain = new Socket(behind.getHost(), behind.getPort())) {
            tls.setUseClientMode(false);
            tls.startHandshake();
            Thread.ofVirtual().start(() -> copy(plain, tls));
            copy(tls, plain);
        } catch (IOException _) {
            // the client did not like the certificate
        } finally {
            open.remove(socket);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] some = new byte[8_192];
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                out.write(some, 0, n);
                out.flush();
            }
        } catch (IOException _) {
            // one of the two has gone
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        show(shown);
    }

    /** Key stores made by keytool, and one that trusts the authority that signed most of them. */
    static final class Certificates {
        private static final String PASSWORD = "changeit";

        private final Path directory;

        Certificates(Path directory) throws Exception {
            this.directory = directory;
            keytool("authority", "-dname", "CN=Authority", "-ext", "bc:c");
            KeyStore all = load("authority");
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", all.getCertificate("authority"));
            try (OutputStream out = Files.newOutputStream(directory.resolve("trusted.p12"))) {
                trusted.store(out, PASSWORD.toCharArray());
            }
        }

        String javaOptions() {
            return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
                    .formatted(directory.resolve("trusted.p12"), PASSWORD);
        }

        void makeSigned(String name, String host, String... more) throws Exception {
            Files.copy(file("authority"), file(name));
            List<String> all = new ArrayList<>(List.of("-signer", "authority"));
            all.addAll(List.of("-signerkeypass", PASSWORD));
            all.addAll(List.of(more));
            make(name, host, all);
        }

        void makeSelfSigned(String name, String host) throws Exception {
            make(name, host, List.of());
        }

        private void make(String name, String host, List<String> more) throws Exception {
            List<String> all =
                    new ArrayList<>(List.of("-dname", "CN=" + host, "-ext", "san=dns:" + host));
            all.addAll(more);
            keytool(name, all.toArray(String[]::new));
        }

        private void keytool(String name, String... more) throws Exception {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
            command.addAll(List.of("-genkeypair", "-alias", name, "-keyalg", "EC"));
            command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
            command.addAll(List.of("-keystore", file(name).toString()));
            command.addAll(List.of(more));
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IOException("keytool made no certificate " + name);
            }
        }

        private Path file(String name) {
            return directory.resolve(name + ".p12");
        }

        private KeyStore load(String name) throws GeneralSecurityException, IOException {
            return KeyStore.getInstance(file(name).toFile(), PASSWORD.toCharArray());
        }

        SSLContext context(String name) {
            try {
                KeyStore keys = load(name);
                if (!name.equals("authority") && keys.containsAlias("authority")) {
                    keys.deleteEntry("authority");
                }
                KeyManagerFactory managers =
                        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                managers.init(keys, PASSWORD.toCharArray());
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(managers.getKeyManagers(), null, null);
                return context;
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
