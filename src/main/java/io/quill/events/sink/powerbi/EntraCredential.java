package io.quill.events.sink.powerbi;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Credential for Entra; a supplied value is read again when it was refused. */
public sealed interface EntraCredential {
    record Secret(Supplier<String> value) implements EntraCredential {
        @Override
        public String toString() {
            return "Secret[…]";
        }
    }

    /** A PKCS12 file with the certificate and its key. */
    record Certificate(Path file, Supplier<String> password) implements EntraCredential {
        @Override
        public String toString() {
            return "Certificate[" + file + "]";
        }
    }

    /** Only on Azure. Without a client id it is the one that the system assigned. */
    record ManagedIdentity(Optional<String> clientId) implements EntraCredential {}
}
