package io.quill.records.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.platform.http.ApiOrigin;
import io.quill.records.connector.Template;
import io.quill.records.pull.http.PullException;
import io.quill.records.tenant.ServiceAccount;

import java.net.URI;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** URI builder of a service; every URI stays at the origin that the credential is meant for. */
final class ServiceUriBuilder {
    private final ServiceAccount serviceAccount;
    private final String base;

    ServiceUriBuilder(ServiceAccount serviceAccount) {
        this.serviceAccount = serviceAccount;
        this.base = base(serviceAccount);
    }

    private static String base(ServiceAccount serviceAccount) {
        String base =
                serviceAccount
                        .connector()
                        .base()
                        .fill(serviceAccount.values())
                        .replaceFirst("/+$", "");
        try {
            return new ApiOrigin(URI.create(base)).uri().toString();
        } catch (IllegalArgumentException e) {
            throw new PullException(
                    "The base address of " + serviceAccount + ": " + e.getMessage(), e);
        }
    }

    URI build(Template path, Map<String, String> values, Map<String, String> query) {
        Map<String, String> known = new HashMap<>(serviceAccount.values());
        known.putAll(values);
        String place = base + path.fill(known, ServiceUriBuilder::segment);
        return URI.create(query.isEmpty() ? place : place + "?" + joined(query));
    }

    /** Returns the parameters of a query with the known values filled in. */
    Map<String, String> query(Map<Template, Template> query, Map<String, String> values) {
        Map<String, String> known = new HashMap<>(serviceAccount.values());
        known.putAll(values);
        Map<String, String> filled = new HashMap<>();
        query.forEach((name, value) -> filled.put(name.fill(known), value.fill(known)));
        return filled;
    }

    /**
     * Resolves a link of the service, which must lead to the same origin, since the credential goes
     * along.
     */
    URI follow(URI here, String reference) {
        URI there;
        try {
            there = here.resolve(reference);
        } catch (IllegalArgumentException e) {
            throw new PullException(serviceAccount + " leads to an invalid address.", e);
        }
        if (!origin(there).equals(origin(URI.create(base)))) {
            throw new PullException(
                    "%s leads to %s; the credential is for %s alone."
                            .formatted(
                                    serviceAccount, there.getHost(), URI.create(base).getHost()));
        }
        return there;
    }

    private static String origin(URI uri) {
        return (uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort())
                .toLowerCase(Locale.ROOT);
    }

    private static String joined(Map<String, String> query) {
        return query.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** An id that is a dot or two would lead out of its place, encoded or not. */
    private static String segment(String value) {
        if (Objects.equals(value, ".") || Objects.equals(value, "..")) {
            throw new PullException("This id cannot be part of a path: " + value);
        }
        return encoded(value).replace("+", "%20");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
