package io.quill.platform.settings;

import io.quill.platform.settings.Settings.Mode;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of Aloware: its webhook tokens, its API, and what counts.
 *
 * @param unassignedAfter how long a fact waits for a delivery that names its agent; absent to give
 *     it up in the end
 */
public record AlowareSourceSettings(
        Optional<Secret> webhookToken,
        Optional<Secret> apiToken,
        URI api,
        Optional<String> ringGroupId,
        Set<Counted> directions,
        Optional<Duration> unassignedAfter) {

    /** The directions that can be asked for. */
    public enum Counted {
        OUTBOUND,
        INBOUND,
        BOTH
    }

    static AlowareSourceSettings read(SettingsReader settingsReader, Mode mode) {
        Optional<Secret> token =
                settingsReader.secret("aloware.webhook-token", SettingFormats.tokens());
        Optional<Secret> apiToken =
                settingsReader.secret("aloware.api-token", SettingFormats.text());
        Optional<String> ringGroup =
                settingsReader.optional(
                        "aloware.ring-group-id", SettingFormats.name().withExample("8465"));
        if (mode == Mode.RUN && !settingsReader.isSet("aloware.webhook-token")) {
            settingsReader.warn(
                    "aloware.webhook-token", "is not set: /webhook/aloware answers 401");
        }
        if (mode == Mode.RUN
                && ringGroup.isPresent()
                && !settingsReader.isSet("aloware.api-token")) {
            settingsReader.warn(
                    "aloware.api-token",
                    "is not set: without the members of the ring group every fact waits");
        }
        return new AlowareSourceSettings(
                token,
                apiToken,
                settingsReader.value(
                        "aloware.api-url",
                        UrlFormats.origin().withExample("https://app.aloware.com")),
                ringGroup,
                directions(settingsReader),
                settingsReader.value(
                        "unassigned-after",
                        SettingFormats.wait(Duration.ofMinutes(1), Duration.ofDays(7))));
    }

    private static Set<Counted> directions(SettingsReader settingsReader) {
        Set<Counted> directions = EnumSet.noneOf(Counted.class);
        for (Counted counted :
                settingsReader.value("count-directions", SettingFormats.someOf(Counted.class))) {
            if (counted == Counted.BOTH) {
                directions.addAll(Set.of(Counted.OUTBOUND, Counted.INBOUND));
            } else {
                directions.add(counted);
            }
        }
        return Set.copyOf(directions);
    }
}
