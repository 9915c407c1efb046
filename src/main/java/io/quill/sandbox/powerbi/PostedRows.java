package io.quill.sandbox.powerbi;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.OptionalLong;

/** Rows that a client wants added, all of them or none. */
record PostedRows(String clientId, OptionalLong number, List<@Nullable Object[]> rows) {}
