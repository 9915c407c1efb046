package io.quill.records.connector;

import java.util.Optional;

/** What a tenant has to say about its account: a credential, an address. */
public record Parameter(
        String name, String about, boolean secret, boolean optional, Optional<String> standard) {
    /** Whether an account can do without a word about it. */
    public boolean dispensable() {
        return optional || standard.isPresent();
    }
}
