package io.quill.settings;

import java.net.InetAddress;
import java.net.URI;

/** Addresses that never leave this machine; a name is believed only when it is localhost. */
final class Loopback {
    private Loopback() {}

    static boolean is(URI uri) {
        String host = uri.getHost();
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
