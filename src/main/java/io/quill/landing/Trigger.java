package io.quill.landing;

/** What made a run start. */
public enum Trigger {
    CRON,
    MANUAL,
    HTTP
}
