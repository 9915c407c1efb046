package io.quill.sandbox.dax;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The one table that a query gives, its columns named as the service names them. */
public record DaxResult(List<String> columns, List<@Nullable Object[]> rows) {}
