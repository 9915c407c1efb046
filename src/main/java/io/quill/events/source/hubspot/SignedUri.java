package io.quill.events.source.hubspot;

import java.net.URI;

/** URI as HubSpot signs it: the configured public URL, never the Host or a forwarding header. */
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

    /** Decodes the twelve escapes that v3 decodes; others stay as they are. */
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
