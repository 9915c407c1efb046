/** Runs, errors and rejected records of the warehouse, and alerts about them. */
@NullMarked
package io.quill.records.warehouse.meta;

import org.jspecify.annotations.NullMarked;
