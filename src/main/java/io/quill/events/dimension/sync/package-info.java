/** Versions of the dimensions that admins send or read, from which the wanted rows follow. */
@NullMarked
package io.quill.events.dimension.sync;

import org.jspecify.annotations.NullMarked;
