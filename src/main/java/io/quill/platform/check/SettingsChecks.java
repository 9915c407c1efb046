package io.quill.platform.check;

import io.quill.platform.check.Finding.Failed;
import io.quill.platform.check.Finding.Fine;
import io.quill.platform.check.Finding.Warned;
import io.quill.platform.settings.ServerSettings;
import io.quill.platform.settings.SettingError;
import io.quill.platform.settings.SettingWarning;
import io.quill.platform.settings.SettingsResult;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Checks that need nothing but the settings. */
public final class SettingsChecks {
    private SettingsChecks() {}

    /** A line for each fault and each warning, or one that all is well. */
    public static List<Check> of(SettingsResult settingsResult) {
        List<Check> checks = new ArrayList<>();
        switch (settingsResult) {
            case SettingsResult.Usable _ ->
                    checks.add(Check.of("settings", () -> new Fine("can be used")));
            case SettingsResult.Faulty(List<SettingError> faults, _) ->
                    faults.forEach(f -> checks.add(of(f)));
        }
        settingsResult.warnings().forEach(settingWarning -> checks.add(of(settingWarning)));
        return checks;
    }

    private static Check of(SettingError settingError) {
        String example = settingError.example();
        return Check.of(
                "settings",
                () ->
                        new Failed(
                                settingError.variable() + " " + settingError.what(),
                                example.isEmpty()
                                        ? ""
                                        : "for example "
                                                + settingError.variable()
                                                + "="
                                                + example));
    }

    /** A warning says what to do by what it says. */
    private static Check of(SettingWarning settingWarning) {
        return Check.of("settings", () -> new Warned(settingWarning.toString(), ""));
    }

    /** Returns the check that senders can reach PUBLIC_URL. */
    public static Check publicUrl(ServerSettings serverSettings) {
        return Check.of("public URL", () -> publicUrl(serverSettings.publicUrl()));
    }

    private static Finding publicUrl(URI url) {
        if (!url.getScheme().equals("https")) {
            return new Warned(
                    "is plain http",
                    "senders need https from outside: set PUBLIC_URL to what they call");
        }
        return new Fine("is " + url);
    }
}
