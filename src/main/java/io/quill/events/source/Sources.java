package io.quill.events.source;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configured sources by name. */
public final class Sources {
    private final Map<String, Source> byName = new LinkedHashMap<>();

    public Sources(List<Source> sources) {
        for (Source source : sources) {
            if (byName.putIfAbsent(source.name(), source) != null) {
                throw new IllegalArgumentException(
                        "Two sources are named '" + source.name() + "': wire one of them");
            }
        }
    }

    public Optional<Source> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns all sources in the order of their configuration. */
    public Collection<Source> all() {
        return List.copyOf(byName.values());
    }
}
