/** What ran, what failed, what was left out, and whether that is worth an alarm. */
@NullMarked
package io.quill.records.warehouse.meta;

import org.jspecify.annotations.NullMarked;
