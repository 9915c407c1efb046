package io.quill.sandbox.dax;

/** Status of an agent against a day's goal; none without a goal or a shift. */
public enum ReportStatus {
    GREEN,
    YELLOW,
    RED,
    NONE
}
