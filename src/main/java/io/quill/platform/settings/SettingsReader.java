package io.quill.platform.settings;

import io.quill.platform.file.SmallFile;
import io.quill.platform.file.TooLongException;
import io.quill.platform.settings.SettingFormat.Unfit;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads one setting after the other, and collects errors instead of stopping. */
final class SettingsReader {
    private final SettingSources settingSources;
    private final PropertyFunctions functions;
    private final List<SettingError> faults;
    private final List<SettingWarning> warnings = new ArrayList<>();

    SettingsReader(SettingSources settingSources, PropertyFunctions functions) {
        this.settingSources = settingSources;
        this.functions = functions;
        this.faults = new ArrayList<>(settingSources.faults());
    }

    /** Returns the value, or its default where it is invalid, so that the reading goes on. */
    <T> T value(String key, SettingFormat<T> settingFormat) {
        return optional(key, settingFormat).orElseGet(() -> defaultValue(key, settingFormat));
    }

    <T> Optional<T> optional(String key, SettingFormat<T> settingFormat) {
        Optional<SettingSource.Entry> entry = settingSources.entry(key);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(settingFormat.parser().parse(text(entry.get()).strip()));
        } catch (Unfit unfit) {
            fault(key, unfit.what(), settingFormat.example());
            return Optional.empty();
        }
    }

    /** Returns a secret that fits the format in every part. */
    Optional<Secret> secret(String key, SettingFormat<?> settingFormat) {
        Optional<SettingSource.Entry> entry = settingSources.entry(key);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = text(entry.get());
            settingFormat.parser().parse(text);
            return Optional.of(
                    new Secret(VariableNames.of(key), text, reread(entry.get(), settingFormat)));
        } catch (Unfit unfit) {
            fault(key, unfit.what(), settingFormat.example());
            return Optional.empty();
        }
    }

    /** Returns a variable that a file of settings names; any text is valid. */
    Optional<Secret> variable(String name) throws Unfit {
        Optional<SettingSource.Entry> entry = settingSources.variable(name);
        return entry.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Secret(
                                name,
                                text(entry.get()),
                                reread(entry.get(), SettingFormats.text())));
    }

    private Supplier<String> reread(SettingSource.Entry entry, SettingFormat<?> settingFormat) {
        return () -> {
            try {
                String text = text(entry);
                settingFormat.parser().parse(text);
                return text;
            } catch (Unfit unfit) {
                throw new IllegalStateException(unfit.what(), unfit);
            }
        };
    }

    boolean isSet(String key) {
        return settingSources.isSet(key);
    }

    boolean isAnySet(String prefix) {
        return settingSources.isAnySet(prefix);
    }

    void fault(String key, String what, String example) {
        faults.add(new SettingError(VariableNames.of(key), what, example));
    }

    void warn(String key, String what) {
        warnings.add(new SettingWarning(VariableNames.of(key), what));
    }

    List<SettingError> faults() {
        return List.copyOf(faults);
    }

    List<SettingWarning> warnings() {
        return List.copyOf(warnings);
    }

    private String text(SettingSource.Entry entry) throws Unfit {
        return switch (entry) {
            case SettingSource.Entry.Text(String text) -> resolved(text);
            case SettingSource.Entry.InFile(String path) -> content(path);
            case SettingSource.Entry.Twice() ->
                    throw new Unfit(
                            "is set twice: as itself and as a file (" + VariableNames.FILE + ")");
        };
    }

    private String resolved(String text) throws Unfit {
        if (!PropertyFunctions.calledIn(text)) {
            return text;
        }
        try {
            return functions.resolve(text);
        } catch (RuntimeException e) {
            // the message may repeat what a vault has answered
            throw new Unfit("calls a property function that failed: " + causes(e));
        }
    }

    private static String causes(Throwable fault) {
        Throwable cause = fault.getCause();
        String name = fault.getClass().getSimpleName();
        return cause == null ? name : name + ", " + causes(cause);
    }

    private static String content(String path) throws Unfit {
        try {
            String content = SmallFile.text(Path.of(path)).replaceFirst("\\r?\\n$", "");
            if (content.isBlank()) {
                throw new Unfit("is to come from a file that is empty");
            }
            return content;
        } catch (TooLongException e) {
            throw new Unfit("is to come from a file that " + e.words());
        } catch (IOException | InvalidPathException _) {
            throw new Unfit("is to come from a file that cannot be read");
        }
    }

    private <T> T defaultValue(String key, SettingFormat<T> settingFormat) {
        try {
            return settingFormat.parser().parse(settingSources.defaultOf(key));
        } catch (Unfit unfit) {
            throw new IllegalStateException("The default of " + key + " " + unfit.what(), unfit);
        }
    }
}
