package io.quill.events.sink.powerbi;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** How Quill shows Entra who it is. What is supplied is read again when it was refused. */
public sealed interface Credential {
    record Secret(Supplier<String> value) implements Credential {
        @Override
        public String toString() {
            return "Secret[…]";
        }
    }

    /** A PKCS12 file with the certificate and its key. */
    record Certificate(Path file, Supplier<String> password) implements Credential {
        @Override
        public String toString() {
            return "Certificate[" + file + "]";
        }
    }

    /** Only on Azure. Without a client id it is the one that the system assigned. */
    record ManagedIdentity(Optional<String> clientId) implements Credential {}
}
