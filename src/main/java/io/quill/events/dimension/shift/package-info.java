/** Shifts: rules as an admin declares them, and the rows that follow for each day. */
@NullMarked
package io.quill.events.dimension.shift;

import org.jspecify.annotations.NullMarked;
