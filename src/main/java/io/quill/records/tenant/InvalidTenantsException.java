package io.quill.records.tenant;

import io.quill.records.connector.ValidationError;

import java.util.List;
import java.util.stream.Collectors;

/** Failure to read connectors or tenants; the message names every error with its place. */
public final class InvalidTenantsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidTenantsException(List<ValidationError> faults) {
        super(faults.stream().map(ValidationError::toString).collect(Collectors.joining("\n")));
    }
}
