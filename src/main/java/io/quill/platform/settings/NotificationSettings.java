package io.quill.platform.settings;

import java.time.LocalTime;
import java.util.Optional;

/** Settings of notifications: their address, and the working hours in which events are expected. */
public record NotificationSettings(Optional<Secret> url, LocalTime from, LocalTime until) {
    static NotificationSettings read(SettingsReader settingsReader) {
        LocalTime from = settingsReader.value("working-hours.from", SettingFormats.clockTime());
        LocalTime until = settingsReader.value("working-hours.until", SettingFormats.clockTime());
        if (until.isBefore(from)) {
            settingsReader.fault("working-hours.until", "is before WORKING_HOURS_FROM", "17:00");
        }
        return new NotificationSettings(
                settingsReader.secret("notify-url", UrlFormats.webhook()), from, until);
    }
}
