package io.quill.events.source.hubspot;

import java.net.URI;

/**
 * The URI as HubSpot signs it: what it was told to call, never what Host or a forwarding header
 * claims.
 */
final class SignedUri {
    private static final String ENCODED = "3A2F3F40212427282A2C293B";
    private static final String DECODED = ":/?@!$'(*,);";

    private SignedUri() {}

    static String raw(URI publicUrl, String path) {
        String origin = publicUrl.toString();
        int end = origin.length();
        while (end > 0 && origin.charAt(end - 1) == '/') {
            end--;
        }
        return origin.substring(0, end) + path;
    }

    /** Exactly twelve escapes are undone for v3; every other one stays as it is. */
    static String decoded(String uri) {
        if (uri.indexOf('%') < 0) {
            return uri;
        }
        StringBuilder decoded = new StringBuilder(uri.length());
        int at = 0;
        while (at < uri.length()) {
            int escape = uri.charAt(at) == '%' ? escapeAt(uri, at + 1) : -1;
            decoded.append(escape < 0 ? uri.charAt(at) : DECODED.charAt(escape));
            at += escape < 0 ? 1 : 3;
        }
        return decoded.toString();
    }

    private static int escapeAt(String uri, int at) {
        for (int escape = 0; escape < DECODED.length(); escape++) {
            if (uri.regionMatches(true, at, ENCODED, 2 * escape, 2)) {
                return escape;
            }
        }
        return -1;
    }
}
