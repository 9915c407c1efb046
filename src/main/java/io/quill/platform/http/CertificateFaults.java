package io.quill.platform.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.SSLPeerUnverifiedException;

/** Faults of a server's certificate, in words for an operator. */
public final class CertificateFaults {
    private static final String TIME =
            "Look at the clock of this machine, and at a proxy on the way that decrypts TLS;"
                    + " otherwise whoever runs the host has to renew it.";
    private static final String TRUST =
            "If a proxy on the way decrypts TLS, put its authority into a trust store and name that"
                    + " in QUILL_JAVA_OPTS with -Djavax.net.ssl.trustStore.";

    private CertificateFaults() {}

    /**
     * Returns what is wrong with the certificate that a host showed, if that is why there is no
     * connection; nothing was sent to it then.
     *
     * @param setting the variable that names the host
     */
    public static Optional<String> describe(Throwable fault, String host, String setting) {
        List<Throwable> causes =
                Stream.iterate(fault, each -> each != null, Throwable::getCause).toList();
        if (has(causes, CertificateExpiredException.class)) {
            return words(host, "has expired. " + TIME);
        }
        if (has(causes, CertificateNotYetValidException.class)) {
            return words(host, "is not valid yet. " + TIME);
        }
        if (has(causes, CertPathBuilderException.class)) {
            return words(host, "is signed by nobody whom this machine trusts. " + TRUST);
        }
        if (has(causes, SSLPeerUnverifiedException.class)
                || causes.stream().anyMatch(CertificateFaults::isAboutNames)) {
            return words(host, "is for another host. Check " + setting + ".");
        }
        return causes.stream()
                .filter(CertificateException.class::isInstance)
                .findFirst()
                .flatMap(each -> words(host, "is refused: " + each.getMessage() + "."));
    }

    private static boolean has(List<Throwable> causes, Class<? extends Exception> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }

    private static boolean isAboutNames(Throwable cause) {
        String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return cause instanceof CertificateException
                && (said.contains("subject alternative") || said.contains("no name matching"));
    }

    private static Optional<String> words(String host, String what) {
        return Optional.of("The certificate of " + host + " " + what);
    }
}
