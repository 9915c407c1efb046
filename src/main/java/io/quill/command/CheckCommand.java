package io.quill.command;

import io.quill.check.Check;
import io.quill.check.Checks;
import io.quill.check.DirectoryCheck;
import io.quill.check.Report;
import io.quill.check.SettingsChecks;
import io.quill.check.StoreCheck;
import io.quill.house.Stores;
import io.quill.logging.Logs;
import io.quill.settings.CamelPropertyFunctions;
import io.quill.settings.Reading;
import io.quill.settings.Settings;
import io.quill.settings.Sources;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Tries everything that can be tried; settings that are wrong are a finding like others. */
public final class CheckCommand implements Command {
    @Override
    public String verb() {
        return "check";
    }

    @Override
    public String summary() {
        return "tries the settings and everything outside, a line each";
    }

    @Override
    public Exit run(List<String> args, Terminal terminal) {
        Sources sources = Sources.of(terminal.environment(), terminal.directory());
        try (CamelPropertyFunctions functions = new CamelPropertyFunctions(sources.camel())) {
            Reading reading = Settings.read(sources, functions);
            List<Check> checks = new ArrayList<>(SettingsChecks.of(reading));
            if (reading instanceof Reading.Usable(Settings settings, _)) {
                Logs.apply(settings.logging());
                checks.addAll(outside(settings));
            }
            Report report = new Checks().run(checks);
            return terminal.say(report.text(), report.isFine() ? Exit.FINE : Exit.FAILED);
        }
    }

    private static List<Check> outside(Settings settings) {
        return List.of(
                new DirectoryCheck(settings.store().directory()),
                SettingsChecks.publicUrl(settings.server()),
                new StoreCheck(() -> Stores.open(settings.store(), InstantSource.system())));
    }
}
