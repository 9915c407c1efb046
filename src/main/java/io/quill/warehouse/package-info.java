/** Bronze, silver and core: records kept as they came, typed and cleaned, and merged over time. */
@NullMarked
package io.quill.warehouse;

import org.jspecify.annotations.NullMarked;
