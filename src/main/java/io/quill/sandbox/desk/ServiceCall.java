package io.quill.sandbox.desk;

/** System, operation and target of a request; the target is a table or blank. */
public record ServiceCall(String system, String operation, String target) {}
