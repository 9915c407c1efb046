package io.quill.platform.settings;

/** Settings of dimensions: the schedule of the roster sync, and the days of shifts ahead. */
public record DimensionSettings(SyncSchedule agents, int shiftDaysAhead) {
    static DimensionSettings read(SettingsReader settingsReader) {
        return new DimensionSettings(
                settingsReader.value("agents.sync", SyncSchedule.form()),
                settingsReader.value(
                        "shifts.days-ahead", SettingFormats.number(7, 366).withExample("35")));
    }
}
