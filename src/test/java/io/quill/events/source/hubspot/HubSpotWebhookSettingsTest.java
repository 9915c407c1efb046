package io.quill.events.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.platform.settings.SignatureVersion;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Set;

class HubSpotWebhookSettingsTest {
    private static final String SECRET = "11111111-2222-3333-4444-555555555555";
    private static final URI PUBLIC_URL = URI.create("https://quill.example.com");
    private static final Set<SignatureVersion> ALL = Set.of(SignatureVersion.values());

    @Test
    void showNoSecret() {
        assertThat(new HubSpotWebhookSettings(List.of(SECRET), ALL, PUBLIC_URL).toString())
                .doesNotContain(SECRET)
                .contains("1 secrets");
    }

    @Test
    void refuseWhatCouldNotWork() {
        assertThatThrownBy(() -> new HubSpotWebhookSettings(List.of(" "), ALL, PUBLIC_URL))
                .hasMessageContaining("HUBSPOT_CLIENT_SECRET");
        assertThatThrownBy(() -> new HubSpotWebhookSettings(List.of(SECRET), Set.of(), PUBLIC_URL))
                .hasMessageContaining("HUBSPOT_SIGNATURES");
        assertThatThrownBy(
                        () ->
                                new HubSpotWebhookSettings(
                                        List.of(SECRET), ALL, URI.create("/quill")))
                .hasMessageContaining("PUBLIC_URL");
    }
}
