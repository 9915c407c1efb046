package io.quill.records.landing;

/** What made a run start. */
public enum Trigger {
    CRON,
    MANUAL,
    HTTP
}
