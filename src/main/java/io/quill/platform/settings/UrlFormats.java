package io.quill.platform.settings;

import io.quill.platform.settings.SettingFormat.Unfit;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Formats of web addresses. */
final class UrlFormats {
    private UrlFormats() {}

    /** Format of a system that credentials are sent to: https, or plain http on this machine. */
    static SettingFormat<URI> origin() {
        return new SettingFormat<>(
                "https://api.example.com",
                text -> {
                    URI uri = requireHttps(withoutQuery(text));
                    if (!path(uri).isEmpty()) {
                        throw new Unfit("must be an origin alone, without a path");
                    }
                    return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
                });
    }

    /** Format of a system in the same network: http or https. */
    static SettingFormat<URI> endpoint() {
        return new SettingFormat<>(
                "https://quill.example.com",
                text -> {
                    URI uri = withoutQuery(text);
                    return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path(uri));
                });
    }

    /** Format of a webhook's address, which may hold a token in its path or query. */
    static SettingFormat<URI> webhook() {
        return new SettingFormat<>(
                "https://hooks.example.com/...", text -> requireHttps(url(text)));
    }

    private static String path(URI uri) {
        String path = uri.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static URI url(String text) throws Unfit {
        URI uri;
        try {
            uri = new URI(text).parseServerAuthority();
        } catch (URISyntaxException _) {
            throw new Unfit("is no URL");
        }
        String scheme = uri.getScheme();
        if (scheme == null || !Set.of("http", "https").contains(scheme) || uri.getHost() == null) {
            throw new Unfit("must begin with https:// and a host");
        }
        if (uri.getRawUserInfo() != null) {
            throw new Unfit("must not hold a user or a password");
        }
        return uri;
    }

    private static URI withoutQuery(String text) throws Unfit {
        URI uri = url(text);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new Unfit("must have neither a query nor a fragment");
        }
        return uri;
    }

    private static URI requireHttps(URI uri) throws Unfit {
        if (!uri.getScheme().equals("https") && !isLoopback(uri.getHost())) {
            throw new Unfit("must be https; plain http is for loopback addresses");
        }
        return uri;
    }

    /** Returns whether a host is this machine; of names only localhost is trusted. */
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
