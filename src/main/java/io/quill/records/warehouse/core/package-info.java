/** Core layer: canonical tables over all sources, with their history. */
@NullMarked
package io.quill.records.warehouse.core;

import org.jspecify.annotations.NullMarked;
