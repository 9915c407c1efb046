/** Definition files of the warehouse's tables: column lists and mappings. */
@NullMarked
package io.quill.records.warehouse.definition;

import org.jspecify.annotations.NullMarked;
