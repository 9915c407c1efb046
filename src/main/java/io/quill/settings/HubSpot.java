package io.quill.settings;

import io.quill.settings.Settings.Mode;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** What HubSpot signs its webhooks with, and where its owners and objects are read. */
public record HubSpot(
        Optional<Secret> clientSecret,
        Set<Signature> signatures,
        Optional<Secret> privateAppToken,
        URI api) {

    public enum Signature {
        V1,
        V2,
        V3
    }

    static HubSpot read(Values values, Mode mode) {
        Optional<Secret> secret = values.secret("hubspot.client-secret", Forms.text());
        Optional<Secret> token = values.secret("hubspot.private-app-token", Forms.text());
        if (mode == Mode.RUN) {
            warn(values);
        }
        return new HubSpot(
                secret,
                values.value("hubspot.signatures", Forms.someOf(Signature.class).like("v3")),
                token,
                values.value("hubspot.api-url", Urls.origin().like("https://api.hubapi.com")));
    }

    private static void warn(Values values) {
        if (!values.isSet("hubspot.client-secret")) {
            values.warn("hubspot.client-secret", "is not set: /webhook/hubspot answers 401");
            return;
        }
        if (!values.isSet("public-url")) {
            values.warn("public-url", "is not set: HubSpot signs it, so its deliveries get 401");
        }
        if (!values.isSet("hubspot.private-app-token")) {
            values.warn("hubspot.private-app-token", "is not set: its facts stay without an owner");
        }
    }
}
