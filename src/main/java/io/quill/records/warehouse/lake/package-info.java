/** Parquet files of raw and canonical records. */
@NullMarked
package io.quill.records.warehouse.lake;

import org.jspecify.annotations.NullMarked;
