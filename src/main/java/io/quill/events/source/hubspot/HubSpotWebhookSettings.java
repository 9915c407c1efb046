package io.quill.events.source.hubspot;

import io.quill.platform.settings.SignatureVersion;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Settings of HubSpot's webhook. Any of the secrets may have signed; without one everything is
 * refused. Without the public URL, which is the one given to HubSpot, only v1 can be verified.
 */
public record HubSpotWebhookSettings(
        List<String> secrets, Set<SignatureVersion> versions, @Nullable URI publicUrl) {

    public HubSpotWebhookSettings {
        secrets = List.copyOf(secrets);
        versions = Set.copyOf(versions);
        if (secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("HUBSPOT_CLIENT_SECRET: a secret of it is blank");
        }
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("HUBSPOT_SIGNATURES: give at least one, such as v3");
        }
        if (publicUrl != null && (publicUrl.getScheme() == null || publicUrl.getHost() == null)) {
            throw new IllegalArgumentException(
                    "PUBLIC_URL: give scheme and host, such as https://quill.example.com");
        }
    }

    @Override
    public String toString() {
        return "HubSpotSettings["
                + secrets.size()
                + " secrets, "
                + versions
                + ", "
                + publicUrl
                + "]";
    }
}
