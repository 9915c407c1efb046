package io.quill.records.landing;

/** Reason why a run started. */
public enum Trigger {
    CRON,
    MANUAL,
    HTTP
}
