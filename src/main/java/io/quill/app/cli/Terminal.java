package io.quill.app.cli;

import io.quill.platform.check.Checks;
import io.quill.platform.check.SettingsChecks;
import io.quill.platform.logging.Logs;
import io.quill.platform.settings.CamelPropertyFunctions;
import io.quill.platform.settings.Logging;
import io.quill.platform.settings.Reading;
import io.quill.platform.settings.Settings;
import io.quill.platform.settings.Sources;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;

/** Where a command was given: its surroundings, and whom it talks to. */
public record Terminal(
        Map<String, String> environment, Path directory, PrintStream out, PrintStream err) {

    /** What a command does once the settings are known to be usable. */
    public interface Work {
        Exit run(Settings settings, Map<String, String> camel);
    }

    /**
     * Reads the settings and does the work, or says everything that is wrong with them. What is
     * merely left open is for those who run Quill, or check it.
     */
    public Exit withSettings(Work work) {
        return withSettings((_, _) -> {}, work);
    }

    Exit withSettings(BiConsumer<Logging, String> warned, Work work) {
        Sources sources = Sources.of(environment, directory);
        try (CamelPropertyFunctions functions = new CamelPropertyFunctions(sources.camel())) {
            return switch (Settings.read(sources, functions)) {
                case Reading.Faulty faulty ->
                        complain(
                                new Checks().run(SettingsChecks.of(faulty)).text(),
                                Exit.CONFIGURATION);
                case Reading.Usable(Settings settings, var warnings) -> {
                    Logs.apply(settings.logging());
                    warnings.forEach(each -> warned.accept(settings.logging(), each.toString()));
                    yield work.run(settings, sources.camel());
                }
            };
        }
    }

    /** Prints as it is, and ends so. */
    public Exit say(String text, Exit exit) {
        return print(out, text, exit);
    }

    /** As {@link #say}, on the other stream. */
    public Exit complain(String text, Exit exit) {
        return print(err, text, exit);
    }

    private static Exit print(PrintStream to, String text, Exit exit) {
        to.print(text);
        to.flush();
        return exit;
    }
}
