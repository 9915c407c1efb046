package io.quill.platform.settings;

import io.quill.platform.settings.Form.Unfit;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** The forms of addresses on the web. */
final class Urls {
    private Urls() {}

    /** A system that credentials are sent to: https, or plain http on this machine alone. */
    static Form<URI> origin() {
        return new Form<>(
                "https://api.example.com",
                text -> {
                    URI uri = secure(bare(text));
                    if (!path(uri).isEmpty()) {
                        throw new Unfit("must be an origin alone, without a path");
                    }
                    return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
                });
    }

    /** As {@link #origin()}, but of a system in the same network, or of this one. */
    static Form<URI> endpoint() {
        return new Form<>(
                "https://quill.example.com",
                text -> {
                    URI uri = bare(text);
                    return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path(uri));
                });
    }

    /** A webhook's address, which may well hold a token in its path or query. */
    static Form<URI> webhook() {
        return new Form<>("https://hooks.example.com/...", text -> secure(url(text)));
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

    private static URI bare(String text) throws Unfit {
        URI uri = url(text);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new Unfit("must have neither a query nor a fragment");
        }
        return uri;
    }

    private static URI secure(URI uri) throws Unfit {
        if (!uri.getScheme().equals("https") && !isLoopback(uri.getHost())) {
            throw new Unfit("must be https; plain http is for loopback addresses");
        }
        return uri;
    }

    /** A name is believed only when it is localhost: any other may lead anywhere. */
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
