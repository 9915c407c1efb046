package io.quill.platform.settings;

import java.time.LocalTime;
import java.util.Optional;

/** Who is told what needs a person, and when events are expected on working days. */
public record Notify(Optional<Secret> url, LocalTime from, LocalTime until) {
    static Notify read(Values values) {
        LocalTime from = values.value("working-hours.from", Forms.clockTime());
        LocalTime until = values.value("working-hours.until", Forms.clockTime());
        if (until.isBefore(from)) {
            values.fault("working-hours.until", "is before WORKING_HOURS_FROM", "17:00");
        }
        return new Notify(values.secret("notify-url", Urls.webhook()), from, until);
    }
}
