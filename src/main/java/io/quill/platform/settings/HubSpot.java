package io.quill.platform.settings;

import io.quill.platform.settings.Settings.Mode;

import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;

/**
 * What HubSpot signs its webhooks with, where its owners and objects are read and how often, and
 * what counts.
 *
 * @param portalId absent to ask HubSpot
 * @param reconcileAt absent when nothing is looked for by night
 */
public record HubSpot(
        Optional<Secret> clientSecret,
        Set<Signature> signatures,
        Optional<Secret> privateAppToken,
        URI api,
        Optional<String> portalId,
        int callsPerTenSeconds,
        int searchesPerSecond,
        boolean countsLoggedEmails,
        Duration patience,
        Optional<LocalTime> reconcileAt) {

    public enum Signature {
        V1,
        V2,
        V3
    }

    private enum Logged {
        COUNT,
        IGNORE
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
                values.value("hubspot.api-url", Urls.origin().like("https://api.hubapi.com")),
                values.optional("hubspot.portal-id", Forms.digits().like("36755975")),
                values.value("hubspot.calls-per-ten-seconds", Forms.number(1, 1_000).like("90")),
                values.value("hubspot.searches-per-second", Forms.number(1, 100).like("4")),
                values.value("hubspot.logged-emails", Forms.oneOf(Logged.class)) == Logged.COUNT,
                Duration.ofDays(
                        values.value("hubspot.patience-days", Forms.number(1, 365).like("14"))),
                values.value("hubspot.reconcile-at", Forms.timeOfDay()));
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
