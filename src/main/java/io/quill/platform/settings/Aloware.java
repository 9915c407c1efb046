package io.quill.platform.settings;

import io.quill.platform.settings.Settings.Mode;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What Aloware sends with its webhooks, and where its users and ring groups are read.
 *
 * @param unassignedAfter how long a fact waits for a delivery that names its agent; absent to give
 *     it up in the end
 */
public record Aloware(
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

    static Aloware read(Values values, Mode mode) {
        Optional<Secret> token = values.secret("aloware.webhook-token", Forms.tokens());
        Optional<Secret> apiToken = values.secret("aloware.api-token", Forms.text());
        Optional<String> ringGroup =
                values.optional("aloware.ring-group-id", Forms.name().like("8465"));
        if (mode == Mode.RUN && !values.isSet("aloware.webhook-token")) {
            values.warn("aloware.webhook-token", "is not set: /webhook/aloware answers 401");
        }
        if (mode == Mode.RUN && ringGroup.isPresent() && !values.isSet("aloware.api-token")) {
            values.warn(
                    "aloware.api-token",
                    "is not set: without the members of the ring group every fact waits");
        }
        return new Aloware(
                token,
                apiToken,
                values.value("aloware.api-url", Urls.origin().like("https://app.aloware.com")),
                ringGroup,
                directions(values),
                values.value(
                        "unassigned-after", Forms.wait(Duration.ofMinutes(1), Duration.ofDays(7))));
    }

    private static Set<Counted> directions(Values values) {
        Set<Counted> directions = EnumSet.noneOf(Counted.class);
        for (Counted counted : values.value("count-directions", Forms.someOf(Counted.class))) {
            if (counted == Counted.BOTH) {
                directions.addAll(Set.of(Counted.OUTBOUND, Counted.INBOUND));
            } else {
                directions.add(counted);
            }
        }
        return Set.copyOf(directions);
    }
}
