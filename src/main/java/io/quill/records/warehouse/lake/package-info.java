/** Files of raw and canonical records, for whoever reads Parquet. */
@NullMarked
package io.quill.records.warehouse.lake;

import org.jspecify.annotations.NullMarked;
