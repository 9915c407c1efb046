package io.quill.sandbox.desk;

/** What a request asks for: of which system, which operation, on what (a table, or nothing). */
public record Call(String system, String operation, String target) {}
