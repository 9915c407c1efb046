package io.quill.records.pull.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.platform.http.ApiOrigin;
import io.quill.platform.http.HttpTransport;
import io.quill.platform.http.RestRequest;
import io.quill.platform.http.RestResult;
import io.quill.records.connector.Authentication;
import io.quill.records.connector.Template;
import io.quill.records.pull.http.PullException;
import io.quill.records.pull.http.RequestAuthenticator;
import io.quill.records.pull.http.RequestCredentials;
import io.quill.records.tenant.ServiceAccount;

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
 * Authenticates with an OAuth 2 token, kept until shortly before its end. The next one is requested
 * with the refresh token, or with the credential where that is refused or missing.
 */
final class TokenAuthenticator implements RequestAuthenticator {
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);

    private record Token(String value, Instant end, Optional<String> refresh) {}

    private final ServiceAccount serviceAccount;
    private final Authentication.Token token;
    private final HttpTransport httpTransport;
    private final InstantSource clock;
    private Optional<Token> current = Optional.empty();

    TokenAuthenticator(
            ServiceAccount serviceAccount,
            Authentication.Token token,
            HttpTransport httpTransport,
            InstantSource clock) {
        this.serviceAccount = serviceAccount;
        this.token = token;
        this.httpTransport = httpTransport;
        this.clock = clock;
    }

    @Override
    public synchronized RequestCredentials credentials() {
        Token now =
                current.filter(each -> clock.instant().isBefore(each.end.minus(token.early())))
                        .orElseGet(() -> next(current.flatMap(Token::refresh)));
        current = Optional.of(now);
        return signature(now);
    }

    /** Replaces the token, unless another thread has replaced it already. */
    @Override
    public synchronized boolean renew(RequestCredentials refused) {
        boolean replaced = current.map(now -> !signature(now).equals(refused)).orElse(false);
        if (!replaced) {
            current = Optional.of(next(current.flatMap(Token::refresh)));
        }
        return true;
    }

    private static RequestCredentials signature(Token token) {
        return RequestAuthenticators.authorization("Bearer " + token.value);
    }

    private Token next(Optional<String> refresh) {
        if (refresh.isPresent()) {
            RestResult restResult = post(refreshForm(refresh.get()));
            if (read(restResult).isPresent()) {
                return read(restResult).get();
            }
        }
        RestResult restResult = post(tokenForm());
        if (read(restResult).isEmpty() && serviceAccount.refresh()) {
            restResult = post(tokenForm());
        }
        RestResult last = restResult;
        return read(last).orElseThrow(() -> refused(last));
    }

    private Map<String, String> tokenForm() {
        Map<String, String> values = serviceAccount.values();
        Map<String, String> form = new LinkedHashMap<>();
        token.form().forEach((String name, Template value) -> form.put(name, value.fill(values)));
        return form;
    }

    /** Returns the form for a refresh: with the client's parameters, without the user's. */
    private Map<String, String> refreshForm(String refresh) {
        Map<String, String> form = new LinkedHashMap<>(tokenForm());
        form.remove("username");
        form.remove("password");
        form.remove("scope");
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refresh);
        return form;
    }

    private RestResult post(Map<String, String> form) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        token.client()
                .ifPresent(
                        basic ->
                                headers.put(
                                        "Authorization",
                                        RequestAuthenticators.basic(
                                                basic, serviceAccount.values())));
        String body =
                form.entrySet().stream()
                        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
        return httpTransport.send(new RestRequest("POST", url(), headers, body.getBytes(UTF_8)));
    }

    private URI url() {
        return new ApiOrigin(URI.create(token.url().fill(serviceAccount.values()))).uri();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private Optional<Token> read(RestResult restResult) {
        if (!(restResult instanceof RestResult.Answer answer) || answer.status() != 200) {
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

    private PullException refused(RestResult restResult) {
        String words =
                switch (restResult) {
                    case RestResult.NoAnswer(String why) -> "gave no answer: " + why;
                    case RestResult.Answer answer ->
                            "answered "
                                    + answer.status()
                                    + answer.json().map(this::errorText).orElse("");
                };
        return new PullException(
                serviceAccount.mask(
                        "Could not get a token for "
                                + serviceAccount
                                + ": "
                                + url().getHost()
                                + " "
                                + words));
    }

    private String errorText(JsonNode body) {
        String error = body.path("error").asText();
        String description = body.path("error_description").asText();
        String words = description.isEmpty() ? error : error + " (" + description + ")";
        return words.isEmpty() ? "" : ": " + words.substring(0, Math.min(words.length(), 300));
    }
}
