package io.quill.records.connector;

import java.util.Optional;

/** Value that a tenant gives for its account, such as a credential or an address. */
public record ConnectorParameter(
        String name, String about, boolean secret, boolean optional, Optional<String> standard) {
    /** Returns whether an account may leave the parameter out. */
    public boolean mayBeOmitted() {
        return optional || standard.isPresent();
    }
}
