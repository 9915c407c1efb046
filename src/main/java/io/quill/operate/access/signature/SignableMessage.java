package io.quill.operate.access.signature;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parts of a request that a signature can cover. */
public interface SignableMessage {
    String method();

    /** Path and query, as they are sent. */
    String target();

    /** Everything that is said under a name in lower case, a line each. */
    List<String> all(String name);

    /** The value of a component; none where the request has no such thing. */
    default Optional<String> component(String name) {
        int query = target().indexOf('?');
        return switch (name) {
            case "@method" -> Optional.of(method());
            case "@path" -> Optional.of(query < 0 ? target() : target().substring(0, query));
            case "@query" -> Optional.of(query < 0 ? "?" : target().substring(query));
            case "@request-target" -> Optional.of(target());
            case "@authority" ->
                    all("host").stream().findFirst().map(host -> host.toLowerCase(Locale.ROOT));
            default -> field(name);
        };
    }

    private Optional<String> field(String name) {
        List<String> lines = all(name);
        return lines.isEmpty() || name.startsWith("@")
                ? Optional.empty()
                : Optional.of(String.join(", ", lines.stream().map(String::strip).toList()));
    }
}
