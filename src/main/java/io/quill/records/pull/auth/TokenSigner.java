package io.quill.records.pull.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.platform.http.Origin;
import io.quill.platform.http.Reply;
import io.quill.platform.http.Request;
import io.quill.platform.http.Wire;
import io.quill.records.connector.Authentication;
import io.quill.records.connector.Template;
import io.quill.records.pull.http.PullException;
import io.quill.records.pull.http.Signature;
import io.quill.records.pull.http.Signer;
import io.quill.records.tenant.Account;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Signs with a token that it keeps until shortly before its end. The next one is had for the
 * refresh token where there was one, and for the credential where that is refused or there is none.
 */
final class TokenSigner implements Signer {
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);

    private record Token(String value, Instant end, Optional<String> refresh) {}

    private final Account account;
    private final Authentication.Token token;
    private final Wire wire;
    private final InstantSource clock;
    private Optional<Token> current = Optional.empty();

    TokenSigner(Account account, Authentication.Token token, Wire wire, InstantSource clock) {
        this.account = account;
        this.token = token;
        this.wire = wire;
        this.clock = clock;
    }

    @Override
    public synchronized Signature sign() {
        Token now =
                current.filter(each -> clock.instant().isBefore(each.end.minus(token.early())))
                        .orElseGet(() -> next(current.flatMap(Token::refresh)));
        current = Optional.of(now);
        return signature(now);
    }

    /** Whoever comes second finds that the token has been replaced, and asks for no other. */
    @Override
    public synchronized boolean renew(Signature refused) {
        boolean replaced = current.map(now -> !signature(now).equals(refused)).orElse(false);
        if (!replaced) {
            current = Optional.of(next(current.flatMap(Token::refresh)));
        }
        return true;
    }

    private static Signature signature(Token token) {
        return Signers.authorization("Bearer " + token.value);
    }

    private Token next(Optional<String> refresh) {
        if (refresh.isPresent()) {
            Reply reply = post(refreshing(refresh.get()));
            if (read(reply).isPresent()) {
                return read(reply).get();
            }
        }
        Reply reply = post(asking());
        if (read(reply).isEmpty() && account.refresh()) {
            reply = post(asking());
        }
        Reply last = reply;
        return read(last).orElseThrow(() -> refused(last));
    }

    private Map<String, String> asking() {
        Map<String, String> values = account.values();
        Map<String, String> form = new LinkedHashMap<>();
        token.form().forEach((String name, Template value) -> form.put(name, value.filled(values)));
        return form;
    }

    /** What says who asks goes with it; what says whom he asks for does not. */
    private Map<String, String> refreshing(String refresh) {
        Map<String, String> form = new LinkedHashMap<>(asking());
        form.remove("username");
        form.remove("password");
        form.remove("scope");
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refresh);
        return form;
    }

    private Reply post(Map<String, String> form) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        token.client()
                .ifPresent(
                        basic ->
                                headers.put(
                                        "Authorization", Signers.basic(basic, account.values())));
        String body =
                form.entrySet().stream()
                        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
        return wire.send(new Request("POST", url(), headers, body.getBytes(UTF_8)));
    }

    private URI url() {
        return new Origin(URI.create(token.url().filled(account.values()))).uri();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private Optional<Token> read(Reply reply) {
        if (!(reply instanceof Reply.Answer answer) || answer.status() != 200) {
            return Optional.empty();
        }
        return answer.json()
                .filter(body -> !body.path("access_token").asText().isEmpty())
                .map(this::token);
    }

    private Token token(JsonNode body) {
        long seconds = body.path("expires_in").asLong(token.life().toSeconds());
        Duration life = Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST_LIFE.toSeconds()));
        String refresh = body.path("refresh_token").asText();
        return new Token(
                body.path("access_token").asText(),
                clock.instant().plus(life),
                refresh.isEmpty() ? Optional.empty() : Optional.of(refresh));
    }

    private PullException refused(Reply reply) {
        String words =
                switch (reply) {
                    case Reply.NoAnswer(String why) -> "gave no answer: " + why;
                    case Reply.Answer answer ->
                            "answered "
                                    + answer.status()
                                    + answer.json().map(this::said).orElse("");
                };
        return new PullException(
                account.hidden(
                        "No token was had for " + account + ": " + url().getHost() + " " + words));
    }

    private String said(JsonNode body) {
        String error = body.path("error").asText();
        String description = body.path("error_description").asText();
        String words = description.isEmpty() ? error : error + " (" + description + ")";
        return words.isEmpty() ? "" : ": " + words.substring(0, Math.min(words.length(), 300));
    }
}
