package io.quill.records.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.platform.http.Origin;
import io.quill.records.connector.Template;
import io.quill.records.pull.http.PullException;
import io.quill.records.tenant.Account;

import java.net.URI;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The addresses of a service: all of them at the origin that the credential is meant for. */
final class Addresses {
    private final Account account;
    private final String base;

    Addresses(Account account) {
        this.account = account;
        this.base = base(account);
    }

    private static String base(Account account) {
        String base = account.connector().base().filled(account.values()).replaceFirst("/+$", "");
        try {
            return new Origin(URI.create(base)).uri().toString();
        } catch (IllegalArgumentException e) {
            throw new PullException("The base address of " + account + ": " + e.getMessage(), e);
        }
    }

    URI at(Template path, Map<String, String> values, Map<String, String> query) {
        Map<String, String> known = new HashMap<>(account.values());
        known.putAll(values);
        String place = base + path.filled(known, Addresses::segment);
        return URI.create(query.isEmpty() ? place : place + "?" + joined(query));
    }

    /** Names and values of a query with what is known put in. */
    Map<String, String> query(Map<Template, Template> query, Map<String, String> values) {
        Map<String, String> known = new HashMap<>(account.values());
        known.putAll(values);
        Map<String, String> filled = new HashMap<>();
        query.forEach((name, value) -> filled.put(name.filled(known), value.filled(known)));
        return filled;
    }

    /** Where the service leads to, which must be itself: the credential goes along. */
    URI from(URI here, String reference) {
        URI there;
        try {
            there = here.resolve(reference);
        } catch (IllegalArgumentException e) {
            throw new PullException(account + " leads to an address that is none.", e);
        }
        if (!origin(there).equals(origin(URI.create(base)))) {
            throw new PullException(
                    "%s leads to %s; the credential is for %s alone."
                            .formatted(account, there.getHost(), URI.create(base).getHost()));
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
            throw new PullException("An id is no part of a path: " + value);
        }
        return encoded(value).replace("+", "%20");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
