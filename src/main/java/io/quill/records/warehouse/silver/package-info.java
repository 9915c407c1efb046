/** Silver layer: records typed and cleaned, as the column lists say. */
@NullMarked
package io.quill.records.warehouse.silver;

import org.jspecify.annotations.NullMarked;
