/**
 * Holds deliveries in a file while the store is unavailable, so that those delivered only once are
 * not lost.
 */
@NullMarked
package io.quill.events.spool;

import org.jspecify.annotations.NullMarked;
