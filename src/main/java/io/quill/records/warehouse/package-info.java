/** Bronze, silver and core: records kept as they came, typed and cleaned, and merged over time. */
@NullMarked
package io.quill.records.warehouse;

import org.jspecify.annotations.NullMarked;
