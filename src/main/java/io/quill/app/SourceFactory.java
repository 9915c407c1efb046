package io.quill.app;

import io.quill.events.Direction;
import io.quill.events.source.Source;
import io.quill.events.source.aloware.Aloware;
import io.quill.events.source.aloware.AlowareWebhookSettings;
import io.quill.events.source.hubspot.HubSpot;
import io.quill.events.source.hubspot.HubSpotWebhookSettings;
import io.quill.platform.settings.Secret;
import io.quill.platform.settings.Settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Creates the webhook sources; a new source is one more line. */
public final class SourceFactory {
    private SourceFactory() {}

    public static List<Source> sources(Settings settings) {
        return List.of(aloware(settings), hubSpot(settings));
    }

    static Source aloware(Settings settings) {
        return new Aloware(
                new AlowareWebhookSettings(
                        values(settings.aloware().webhookToken()),
                        settings.aloware().directions().stream()
                                .map(counted -> Direction.valueOf(counted.name()))
                                .collect(Collectors.toUnmodifiableSet())));
    }

    private static Source hubSpot(Settings settings) {
        return new HubSpot(
                new HubSpotWebhookSettings(
                        values(settings.hubSpot().clientSecret()),
                        settings.hubSpot().signatures(),
                        settings.server().publicUrl()));
    }

    private static List<String> values(Optional<Secret> secret) {
        return secret.map(Secret::values).orElse(List.of());
    }
}
