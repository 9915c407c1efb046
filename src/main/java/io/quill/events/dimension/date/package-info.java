/** Days of DimDate: a window around today that moves on, or one that an admin has fixed. */
@NullMarked
package io.quill.events.dimension.date;

import org.jspecify.annotations.NullMarked;
