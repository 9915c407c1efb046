package io.quill.platform.settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Value that is never shown. It is read at start, and again when the other side refuses it, so that
 * a rotation needs no restart.
 */
public final class Secret {
    private static final Logger LOG = LoggerFactory.getLogger(Secret.class);

    private final String variable;
    private final Supplier<String> source;
    private volatile String value;

    Secret(String variable, String value, Supplier<String> source) {
        this.variable = variable;
        this.value = value;
        this.source = source;
    }

    /** Creates a fixed secret. */
    public static Secret of(String value) {
        return new Secret("a fixed secret", value, () -> value);
    }

    public String value() {
        return value;
    }

    /** Returns the parts of a list: the first is used, all are accepted. */
    public List<String> values() {
        return parts(value);
    }

    static List<String> parts(String list) {
        return Stream.of(list.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    /**
     * Reads the secret again and returns whether it changed; if it cannot be read, the old value
     * stays.
     */
    public synchronized boolean refresh() {
        String fresh;
        try {
            fresh = source.get();
        } catch (RuntimeException e) {
            LOG.warn(
                    "Could not read {} again; its old value stays in use ({})",
                    variable,
                    e.getClass().getSimpleName());
            return false;
        }
        if (fresh.isBlank() || fresh.equals(value)) {
            return false;
        }
        value = fresh;
        LOG.info("{} has a new value, which is used from now on", variable);
        return true;
    }

    @Override
    public String toString() {
        return "Secret[" + variable + "]";
    }
}
