package io.quill.records.pull.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.platform.http.HttpTransport;
import io.quill.records.connector.Authentication;
import io.quill.records.pull.http.RequestAuthenticator;
import io.quill.records.pull.http.RequestCredentials;
import io.quill.records.tenant.ServiceAccount;

import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;

/** Creates the authenticator that an account is configured for. */
public final class RequestAuthenticators {
    private RequestAuthenticators() {}

    public static RequestAuthenticator of(
            ServiceAccount serviceAccount, HttpTransport httpTransport, InstantSource clock) {
        return switch (serviceAccount.authentication()) {
            case Authentication.None() -> fixed(serviceAccount, _ -> RequestCredentials.NONE);
            case Authentication.ApiKey key ->
                    fixed(serviceAccount, values -> signature(key, values));
            case Authentication.Basic basic ->
                    fixed(serviceAccount, values -> authorization(basic(basic, values)));
            case Authentication.Bearer(var token) ->
                    fixed(serviceAccount, values -> authorization("Bearer " + token.fill(values)));
            case Authentication.Token token ->
                    new TokenAuthenticator(serviceAccount, token, httpTransport, clock);
        };
    }

    private static RequestCredentials signature(
            Authentication.ApiKey key, Map<String, String> values) {
        Map<String, String> pair = Map.of(key.name(), key.value().fill(values));
        return switch (key.place()) {
            case HEADER -> new RequestCredentials(pair, Map.of());
            case QUERY -> new RequestCredentials(Map.of(), pair);
        };
    }

    static RequestCredentials authorization(String value) {
        return new RequestCredentials(Map.of("Authorization", value), Map.of());
    }

    static String basic(Authentication.Basic basic, Map<String, String> values) {
        String pair = basic.user().fill(values) + ":" + basic.password().fill(values);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    /**
     * Creates an authenticator whose credentials change only when the account's credential does.
     */
    private static RequestAuthenticator fixed(
            ServiceAccount serviceAccount,
            Function<Map<String, String>, RequestCredentials> signing) {
        return new RequestAuthenticator() {
            @Override
            public RequestCredentials credentials() {
                return signing.apply(serviceAccount.values());
            }

            @Override
            public boolean renew(RequestCredentials refused) {
                return !credentials().equals(refused) || serviceAccount.refresh();
            }
        };
    }
}
