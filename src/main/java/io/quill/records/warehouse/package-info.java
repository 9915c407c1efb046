/**
 * Warehouse layers: bronze keeps records as they came, silver types and cleans them, core merges
 * them over time.
 */
@NullMarked
package io.quill.records.warehouse;

import org.jspecify.annotations.NullMarked;
