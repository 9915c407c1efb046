package io.quill.records.pull.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.platform.http.Wire;
import io.quill.records.connector.Authentication;
import io.quill.records.pull.http.Signature;
import io.quill.records.pull.http.Signer;
import io.quill.records.tenant.Account;

import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;

/** Signs in the way that an account has everything for. */
public final class Signers {
    private Signers() {}

    public static Signer of(Account account, Wire wire, InstantSource clock) {
        return switch (account.authentication()) {
            case Authentication.None() -> fixed(account, _ -> Signature.NONE);
            case Authentication.ApiKey key -> fixed(account, values -> signature(key, values));
            case Authentication.Basic basic ->
                    fixed(account, values -> authorization(basic(basic, values)));
            case Authentication.Bearer(var token) ->
                    fixed(account, values -> authorization("Bearer " + token.filled(values)));
            case Authentication.Token token -> new TokenSigner(account, token, wire, clock);
        };
    }

    private static Signature signature(Authentication.ApiKey key, Map<String, String> values) {
        Map<String, String> pair = Map.of(key.name(), key.value().filled(values));
        return switch (key.place()) {
            case HEADER -> new Signature(pair, Map.of());
            case QUERY -> new Signature(Map.of(), pair);
        };
    }

    static Signature authorization(String value) {
        return new Signature(Map.of("Authorization", value), Map.of());
    }

    static String basic(Authentication.Basic basic, Map<String, String> values) {
        String pair = basic.user().filled(values) + ":" + basic.password().filled(values);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    /** One that changes only when the credential itself is another one. */
    private static Signer fixed(Account account, Function<Map<String, String>, Signature> signing) {
        return new Signer() {
            @Override
            public Signature sign() {
                return signing.apply(account.values());
            }

            @Override
            public boolean renew(Signature refused) {
                return !sign().equals(refused) || account.refresh();
            }
        };
    }
}
