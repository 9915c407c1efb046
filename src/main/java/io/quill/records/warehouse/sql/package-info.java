/** Databases that a warehouse can live in, behind one interface. */
@NullMarked
package io.quill.records.warehouse.sql;

import org.jspecify.annotations.NullMarked;
