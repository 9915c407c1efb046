package io.quill.platform.settings;

import io.quill.platform.file.SmallFile;
import io.quill.platform.file.TooLong;
import io.quill.platform.settings.Form.Unfit;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads one setting after the other, and notes what is wrong instead of stopping at it. */
final class Values {
    private final Sources sources;
    private final PropertyFunctions functions;
    private final List<Fault> faults;
    private final List<Warning> warnings = new ArrayList<>();

    Values(Sources sources, PropertyFunctions functions) {
        this.sources = sources;
        this.functions = functions;
        this.faults = new ArrayList<>(sources.faults());
    }

    /** The value, or its default where it is faulty, so that the reading can go on. */
    <T> T value(String key, Form<T> form) {
        return optional(key, form).orElseGet(() -> standard(key, form));
    }

    <T> Optional<T> optional(String key, Form<T> form) {
        Optional<Layer.Entry> entry = sources.entry(key);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.parser().parse(text(entry.get()).strip()));
        } catch (Unfit unfit) {
            fault(key, unfit.what(), form.example());
            return Optional.empty();
        }
    }

    /** A secret whose every part is fit for the form. */
    Optional<Secret> secret(String key, Form<?> form) {
        Optional<Layer.Entry> entry = sources.entry(key);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = text(entry.get());
            form.parser().parse(text);
            return Optional.of(new Secret(Variable.of(key), text, again(entry.get(), form)));
        } catch (Unfit unfit) {
            fault(key, unfit.what(), form.example());
            return Optional.empty();
        }
    }

    /** A variable that is named elsewhere; whatever stands in it is fit. */
    Optional<Secret> variable(String name) throws Unfit {
        Optional<Layer.Entry> entry = sources.variable(name);
        return entry.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Secret(name, text(entry.get()), again(entry.get(), Forms.text())));
    }

    private Supplier<String> again(Layer.Entry entry, Form<?> form) {
        return () -> {
            try {
                String text = text(entry);
                form.parser().parse(text);
                return text;
            } catch (Unfit unfit) {
                throw new IllegalStateException(unfit.what(), unfit);
            }
        };
    }

    boolean isSet(String key) {
        return sources.isSet(key);
    }

    boolean isAnySet(String prefix) {
        return sources.isAnySet(prefix);
    }

    void fault(String key, String what, String example) {
        faults.add(new Fault(Variable.of(key), what, example));
    }

    void warn(String key, String what) {
        warnings.add(new Warning(Variable.of(key), what));
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    private String text(Layer.Entry entry) throws Unfit {
        return switch (entry) {
            case Layer.Entry.Text(String text) -> resolved(text);
            case Layer.Entry.InFile(String path) -> content(path);
            case Layer.Entry.Twice() ->
                    throw new Unfit(
                            "is set twice: as itself and as a file (" + Variable.FILE + ")");
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
        } catch (TooLong e) {
            throw new Unfit("is to come from a file that " + e.words());
        } catch (IOException | InvalidPathException _) {
            throw new Unfit("is to come from a file that cannot be read");
        }
    }

    private <T> T standard(String key, Form<T> form) {
        try {
            return form.parser().parse(sources.standard(key));
        } catch (Unfit unfit) {
            throw new IllegalStateException("The default of " + key + " " + unfit.what(), unfit);
        }
    }
}
