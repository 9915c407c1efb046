package io.quill.records.tenant;

import io.quill.records.connector.Fault;

import java.util.List;
import java.util.stream.Collectors;

/** Connectors or tenants cannot be read; the message names every fault with its place. */
public final class FaultyAccounts extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FaultyAccounts(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    }
}
