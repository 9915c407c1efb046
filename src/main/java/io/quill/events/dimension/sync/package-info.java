/** Keeps what admins say about dimensions, version by version, and has the wanted rows follow. */
@NullMarked
package io.quill.events.dimension.sync;

import org.jspecify.annotations.NullMarked;
