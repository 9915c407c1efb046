package io.quill.platform.settings;

import java.util.List;

/** Result of reading the settings: usable ones, or every error. */
public sealed interface SettingsResult {
    List<SettingWarning> warnings();

    record Usable(Settings settings, List<SettingWarning> warnings) implements SettingsResult {}

    record Faulty(List<SettingError> faults, List<SettingWarning> warnings)
            implements SettingsResult {}
}
