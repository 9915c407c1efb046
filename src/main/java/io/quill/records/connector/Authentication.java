package io.quill.records.connector;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Authentication of a request to a service. */
public sealed interface Authentication {
    /** Returns the names of the parameters that an account must have a value for. */
    Set<String> names();

    record None() implements Authentication {
        @Override
        public Set<String> names() {
            return Set.of();
        }
    }

    /** A key that travels in a header of its own, or in the query. */
    record ApiKey(Place place, String name, Template value) implements Authentication {
        public enum Place {
            HEADER,
            QUERY
        }

        @Override
        public Set<String> names() {
            return value.placeholders();
        }
    }

    record Basic(Template user, Template password) implements Authentication {
        @Override
        public Set<String> names() {
            return union(Stream.of(user, password));
        }
    }

    record Bearer(Template token) implements Authentication {
        @Override
        public Set<String> names() {
            return token.placeholders();
        }
    }

    /**
     * A token of OAuth 2, had for a form and kept until shortly before its end.
     *
     * @param url where it is had, beside or outside the base address
     * @param form what is sent for the first one; where the answer holds a refresh token, that gets
     *     the next one
     * @param client sent as Basic beside the form, where a service wants the client there
     * @param early how long before its end a token is replaced
     * @param life what holds where the answer does not say how long it lives
     */
    record Token(
            Template url,
            Map<String, Template> form,
            Optional<Basic> client,
            Duration early,
            Duration life)
            implements Authentication {
        public Token {
            form = Map.copyOf(form);
        }

        @Override
        public Set<String> names() {
            Stream<Template> asked = Stream.concat(Stream.of(url), form.values().stream());
            return client.map(
                            basic ->
                                    union(
                                            Stream.concat(
                                                    asked,
                                                    Stream.of(basic.user(), basic.password()))))
                    .orElseGet(() -> union(asked));
        }
    }

    private static Set<String> union(Stream<Template> templates) {
        return templates
                .flatMap(each -> each.placeholders().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
