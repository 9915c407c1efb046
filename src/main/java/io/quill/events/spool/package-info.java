/** Stands in for a store that is away, so that what is delivered once is not lost. */
@NullMarked
package io.quill.events.spool;

import org.jspecify.annotations.NullMarked;
