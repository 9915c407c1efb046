/** Column lists and mappings: what the warehouse knows about its tables, as files. */
@NullMarked
package io.quill.records.warehouse.definition;

import org.jspecify.annotations.NullMarked;
