package io.quill.app.cli;

import io.quill.app.OutsideChecks;
import io.quill.operate.client.Answer;
import io.quill.operate.client.OverHttp;
import io.quill.operate.client.Question;
import io.quill.operate.client.Unreachable;
import io.quill.platform.check.Check;
import io.quill.platform.check.Checks;
import io.quill.platform.check.Finding;
import io.quill.platform.check.Report;
import io.quill.platform.check.SettingsChecks;
import io.quill.platform.logging.Logs;
import io.quill.platform.settings.CamelPropertyFunctions;
import io.quill.platform.settings.Reading;
import io.quill.platform.settings.Settings;
import io.quill.platform.settings.Sources;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tries everything that can be tried; settings that are wrong are a finding like others. */
public final class CheckCommand implements Command {
    private static final Pattern UNTRUSTED = Pattern.compile("\"untrustedProxy\":\"([^\"]+)\"");

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
            OverHttp.find(settings, InstantSource.system())
                    .filter(_ -> settings.admin().plainKey().isPresent())
                    .ifPresent(quill -> checks.add(Check.of("proxies", () -> proxies(quill))));
            return tell(checks, terminal);
        }
    }

    /** What the Quill that runs has seen of them. */
    private static Finding proxies(OverHttp quill) {
        try (quill) {
            Answer answer = quill.ask(new Question("GET", "/admin/status", Map.of(), new byte[0]));
            Matcher untrusted =
                    UNTRUSTED.matcher(new String(answer.body(), StandardCharsets.UTF_8));
            return untrusted.find()
                    ? new Finding.Warned(
                            untrusted.group(1)
                                    + " sends X-Forwarded-For and is not in TRUSTED_PROXIES",
                            "add it if it is your proxy: everybody behind it is one address now")
                    : new Finding.Fine("none forwards that is not trusted");
        } catch (Unreachable e) {
            return new Finding.Warned("cannot be asked", String.valueOf(e.getMessage()));
        }
    }

    private static Exit tell(List<Check> checks, Terminal terminal) {
        Report report = new Checks().run(checks);
        return terminal.say(report.text(), report.isFine() ? Exit.FINE : Exit.FAILED);
    }
}
