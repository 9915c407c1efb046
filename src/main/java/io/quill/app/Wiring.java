package io.quill.app;

import io.quill.events.Direction;
import io.quill.events.source.Source;
import io.quill.events.source.aloware.Aloware;
import io.quill.events.source.aloware.AlowareSettings;
import io.quill.events.source.hubspot.HubSpot;
import io.quill.events.source.hubspot.HubSpotSettings;
import io.quill.events.source.hubspot.SignatureVersion;
import io.quill.platform.settings.HubSpot.Signature;
import io.quill.platform.settings.Secret;
import io.quill.platform.settings.Settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The sources of webhooks: a new one is one line more. */
public final class Wiring {
    private Wiring() {}

    public static List<Source> sources(Settings settings) {
        return List.of(aloware(settings), hubSpot(settings));
    }

    static Source aloware(Settings settings) {
        return new Aloware(
                new AlowareSettings(
                        values(settings.aloware().webhookToken()),
                        settings.aloware().directions().stream()
                                .map(counted -> Direction.valueOf(counted.name()))
                                .collect(Collectors.toUnmodifiableSet())));
    }

    private static Source hubSpot(Settings settings) {
        Set<SignatureVersion> versions =
                settings.hubSpot().signatures().stream()
                        .map(Wiring::version)
                        .collect(Collectors.toUnmodifiableSet());
        return new HubSpot(
                new HubSpotSettings(
                        values(settings.hubSpot().clientSecret()),
                        versions,
                        settings.server().publicUrl()));
    }

    private static SignatureVersion version(Signature signature) {
        return switch (signature) {
            case V1 -> SignatureVersion.V1;
            case V2 -> SignatureVersion.V2;
            case V3 -> SignatureVersion.V3;
        };
    }

    private static List<String> values(Optional<Secret> secret) {
        return secret.map(Secret::values).orElse(List.of());
    }
}
