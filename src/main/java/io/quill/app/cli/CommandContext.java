package io.quill.app.cli;

import io.quill.platform.check.CheckRunner;
import io.quill.platform.check.SettingsChecks;
import io.quill.platform.logging.LogbackConfigurator;
import io.quill.platform.settings.CamelPropertyFunctions;
import io.quill.platform.settings.LoggingSettings;
import io.quill.platform.settings.SettingSources;
import io.quill.platform.settings.Settings;
import io.quill.platform.settings.SettingsResult;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;

/** Context of a command: its directory, environment, settings and streams. */
public record CommandContext(
        Map<String, String> environment, Path directory, PrintStream out, PrintStream err) {

    /** Work of a command, once the settings are known to be usable. */
    public interface Work {
        ExitCode run(Settings settings, Map<String, String> camel);
    }

    /**
     * Reads the settings and does the work, or says everything that is wrong with them. What is
     * merely left open is for those who run Quill, or check it.
     */
    public ExitCode withSettings(Work work) {
        return withSettings((_, _) -> {}, work);
    }

    ExitCode withSettings(BiConsumer<LoggingSettings, String> warned, Work work) {
        SettingSources settingSources = SettingSources.of(environment, directory);
        try (CamelPropertyFunctions functions =
                new CamelPropertyFunctions(settingSources.camel())) {
            return switch (Settings.read(settingSources, functions)) {
                case SettingsResult.Faulty faulty ->
                        failAndExit(
                                new CheckRunner().run(SettingsChecks.of(faulty)).text(),
                                ExitCode.CONFIGURATION);
                case SettingsResult.Usable(Settings settings, var warnings) -> {
                    LogbackConfigurator.apply(settings.logging());
                    warnings.forEach(each -> warned.accept(settings.logging(), each.toString()));
                    yield work.run(settings, settingSources.camel());
                }
            };
        }
    }

    /** Prints as it is, and ends so. */
    public ExitCode printAndExit(String text, ExitCode exitCode) {
        return print(out, text, exitCode);
    }

    /** Does the same as {@link #printAndExit}, on the error stream. */
    public ExitCode failAndExit(String text, ExitCode exitCode) {
        return print(err, text, exitCode);
    }

    private static ExitCode print(PrintStream to, String text, ExitCode exitCode) {
        to.print(text);
        to.flush();
        return exitCode;
    }
}
