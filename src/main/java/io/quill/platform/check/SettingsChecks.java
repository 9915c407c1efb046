package io.quill.platform.check;

import io.quill.platform.check.Finding.Failed;
import io.quill.platform.check.Finding.Fine;
import io.quill.platform.check.Finding.Warned;
import io.quill.platform.settings.Fault;
import io.quill.platform.settings.Reading;
import io.quill.platform.settings.Server;
import io.quill.platform.settings.Warning;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What the settings alone tell. */
public final class SettingsChecks {
    private SettingsChecks() {}

    /** A line for each fault and each warning, or one that all is well. */
    public static List<Check> of(Reading reading) {
        List<Check> checks = new ArrayList<>();
        switch (reading) {
            case Reading.Usable _ ->
                    checks.add(Check.of("settings", () -> new Fine("can be used")));
            case Reading.Faulty(List<Fault> faults, _) -> faults.forEach(f -> checks.add(of(f)));
        }
        reading.warnings().forEach(warning -> checks.add(of(warning)));
        return checks;
    }

    private static Check of(Fault fault) {
        String example = fault.example();
        return Check.of(
                "settings",
                () ->
                        new Failed(
                                fault.variable() + " " + fault.what(),
                                example.isEmpty()
                                        ? ""
                                        : "for example " + fault.variable() + "=" + example));
    }

    /** A warning says what to do by what it says. */
    private static Check of(Warning warning) {
        return Check.of("settings", () -> new Warned(warning.toString(), ""));
    }

    /** Whether senders can reach the address that Quill believes to have. */
    public static Check publicUrl(Server server) {
        return Check.of("public URL", () -> publicUrl(server.publicUrl()));
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
