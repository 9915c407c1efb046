package io.quill.command;

import io.quill.check.Check;
import io.quill.check.Checks;
import io.quill.check.Report;
import io.quill.check.SettingsChecks;
import io.quill.house.OutsideChecks;
import io.quill.logging.Logs;
import io.quill.settings.CamelPropertyFunctions;
import io.quill.settings.Reading;
import io.quill.settings.Settings;
import io.quill.settings.Sources;

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
    public String help() {
        return "quill check   ends with 0 when nothing failed; it takes no arguments\n";
    }

    @Override
    public Exit run(List<String> args, Terminal terminal) {
        if (!args.isEmpty()) {
            return terminal.complain(help(), Exit.USAGE);
        }
        Sources sources = Sources.of(terminal.environment(), terminal.directory());
        try (CamelPropertyFunctions functions = new CamelPropertyFunctions(sources.camel())) {
            Reading reading = Settings.read(sources, functions);
            List<Check> settled = SettingsChecks.of(reading);
            return reading instanceof Reading.Usable(Settings settings, _)
                    ? outside(settings, settled, terminal)
                    : tell(settled, terminal);
        }
    }

    private static Exit outside(Settings settings, List<Check> settled, Terminal terminal) {
        Logs.apply(settings.logging());
        try (OutsideChecks outside = new OutsideChecks(settings)) {
            List<Check> checks = new ArrayList<>(settled);
            checks.addAll(outside.all());
            return tell(checks, terminal);
        }
    }

    private static Exit tell(List<Check> checks, Terminal terminal) {
        Report report = new Checks().run(checks);
        return terminal.say(report.text(), report.isFine() ? Exit.FINE : Exit.FAILED);
    }
}
