package io.quill.records.schedule;

import io.quill.records.tenant.ServiceAccount;

import java.util.Locale;

/** Step of the pipeline, in order. */
public enum PipelineStep {
    BRONZE,
    SILVER,
    CORE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the name under which only one run of the step goes on at a time; core merges all
     * services of a tenant.
     */
    String subject(ServiceAccount serviceAccount) {
        return switch (this) {
            case BRONZE, SILVER -> serviceAccount.toString();
            case CORE -> serviceAccount.tenant();
        };
    }
}
