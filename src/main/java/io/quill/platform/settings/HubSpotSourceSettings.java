package io.quill.platform.settings;

import io.quill.platform.settings.Settings.Mode;

import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of HubSpot: its webhook signatures, its API, and what counts.
 *
 * @param portalId absent to ask HubSpot
 * @param reconcileAt absent when nothing is looked for by night
 */
public record HubSpotSourceSettings(
        Optional<Secret> clientSecret,
        Set<SignatureVersion> signatures,
        Optional<Secret> privateAppToken,
        URI api,
        Optional<String> portalId,
        int callsPerTenSeconds,
        int searchesPerSecond,
        boolean countsLoggedEmails,
        Duration ownerWait,
        Optional<LocalTime> reconcileAt) {

    private enum Logged {
        COUNT,
        IGNORE
    }

    static HubSpotSourceSettings read(SettingsReader settingsReader, Mode mode) {
        Optional<Secret> secret =
                settingsReader.secret("hubspot.client-secret", SettingFormats.text());
        Optional<Secret> token =
                settingsReader.secret("hubspot.private-app-token", SettingFormats.text());
        if (mode == Mode.RUN) {
            warn(settingsReader);
        }
        return new HubSpotSourceSettings(
                secret,
                settingsReader.value(
                        "hubspot.signatures",
                        SettingFormats.someOf(SignatureVersion.class).withExample("v3")),
                token,
                settingsReader.value(
                        "hubspot.api-url",
                        UrlFormats.origin().withExample("https://api.hubapi.com")),
                settingsReader.optional(
                        "hubspot.portal-id", SettingFormats.digits().withExample("36755975")),
                settingsReader.value(
                        "hubspot.calls-per-ten-seconds",
                        SettingFormats.number(1, 1_000).withExample("90")),
                settingsReader.value(
                        "hubspot.searches-per-second",
                        SettingFormats.number(1, 100).withExample("4")),
                settingsReader.value("hubspot.logged-emails", SettingFormats.oneOf(Logged.class))
                        == Logged.COUNT,
                Duration.ofDays(
                        settingsReader.value(
                                "hubspot.patience-days",
                                SettingFormats.number(1, 365).withExample("14"))),
                settingsReader.value("hubspot.reconcile-at", SettingFormats.timeOfDay()));
    }

    private static void warn(SettingsReader settingsReader) {
        if (!settingsReader.isSet("hubspot.client-secret")) {
            settingsReader.warn(
                    "hubspot.client-secret", "is not set: /webhook/hubspot answers 401");
            return;
        }
        if (!settingsReader.isSet("public-url")) {
            settingsReader.warn(
                    "public-url", "is not set: HubSpot signs it, so its deliveries get 401");
        }
        if (!settingsReader.isSet("hubspot.private-app-token")) {
            settingsReader.warn(
                    "hubspot.private-app-token", "is not set: its facts stay without an owner");
        }
    }
}
