package io.quill.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/** Origin of an API. Plain http is allowed for loopback alone, since a token is sent there. */
public record ApiOrigin(URI uri) {
    public ApiOrigin {
        String host = uri.getHost();
        boolean plain = "http".equals(uri.getScheme());
        if (host == null || !(plain || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(
                    "An origin reads https://api.example.com, not " + uri);
        }
        if (plain && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "Plain http is for loopback addresses, not for " + host);
        }
    }

    public URI resolve(String path) {
        return uri.resolve(path);
    }

    public URI resolve(String path, Map<String, String> query) {
        return uri.resolve(
                path
                        + query.entrySet().stream()
                                .map(
                                        each ->
                                                encoded(each.getKey())
                                                        + "="
                                                        + encoded(each.getValue()))
                                .sorted()
                                .collect(Collectors.joining("&", "?", "")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static boolean isLoopback(String host) {
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
