/** Bronze layer: records as they came, appended and never changed. */
@NullMarked
package io.quill.records.warehouse.bronze;

import org.jspecify.annotations.NullMarked;
