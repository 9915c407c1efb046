package io.quill.app.cli;

import io.quill.app.OutsideChecks;
import io.quill.operate.client.AdminAnswer;
import io.quill.operate.client.AdminQuestion;
import io.quill.operate.client.HttpAdminClient;
import io.quill.operate.client.UnreachableException;
import io.quill.platform.check.Check;
import io.quill.platform.check.CheckReport;
import io.quill.platform.check.CheckRunner;
import io.quill.platform.check.Finding;
import io.quill.platform.check.SettingsChecks;
import io.quill.platform.logging.LogbackConfigurator;
import io.quill.platform.settings.CamelPropertyFunctions;
import io.quill.platform.settings.SettingSources;
import io.quill.platform.settings.Settings;
import io.quill.platform.settings.SettingsResult;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks settings and everything outside; wrong settings are a finding too. */
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
    public ExitCode run(List<String> args, CommandContext commandContext) {
        if (!args.isEmpty()) {
            return commandContext.failAndExit(help(), ExitCode.USAGE);
        }
        SettingSources settingSources =
                SettingSources.of(commandContext.environment(), commandContext.directory());
        try (CamelPropertyFunctions functions =
                new CamelPropertyFunctions(settingSources.camel())) {
            SettingsResult settingsResult = Settings.read(settingSources, functions);
            List<Check> settled = SettingsChecks.of(settingsResult);
            return settingsResult instanceof SettingsResult.Usable(Settings settings, _)
                    ? outside(settings, settled, commandContext)
                    : tell(settled, commandContext);
        }
    }

    private static ExitCode outside(
            Settings settings, List<Check> settled, CommandContext commandContext) {
        LogbackConfigurator.apply(settings.logging());
        try (OutsideChecks outside = new OutsideChecks(settings)) {
            List<Check> checks = new ArrayList<>(settled);
            checks.addAll(outside.all());
            HttpAdminClient.find(settings, InstantSource.system())
                    .filter(_ -> settings.admin().plainKey().isPresent())
                    .ifPresent(quill -> checks.add(Check.of("proxies", () -> proxies(quill))));
            return tell(checks, commandContext);
        }
    }

    /** Returns what a running Quill has seen of untrusted proxies. */
    private static Finding proxies(HttpAdminClient quill) {
        try (quill) {
            AdminAnswer adminAnswer =
                    quill.send(new AdminQuestion("GET", "/admin/status", Map.of(), new byte[0]));
            Matcher untrusted =
                    UNTRUSTED.matcher(new String(adminAnswer.body(), StandardCharsets.UTF_8));
            return untrusted.find()
                    ? new Finding.Warned(
                            untrusted.group(1)
                                    + " sends X-Forwarded-For and is not in TRUSTED_PROXIES",
                            "add it if it is your proxy: everybody behind it is one address now")
                    : new Finding.Fine("none forwards that is not trusted");
        } catch (UnreachableException e) {
            return new Finding.Warned("cannot be asked", String.valueOf(e.getMessage()));
        }
    }

    private static ExitCode tell(List<Check> checks, CommandContext commandContext) {
        CheckReport checkReport = new CheckRunner().run(checks);
        return commandContext.printAndExit(
                checkReport.text(), checkReport.isFine() ? ExitCode.FINE : ExitCode.FAILED);
    }
}
