/** Keeps what admins say about dimensions, version by version, and has the wanted rows follow. */
@NullMarked
package io.quill.dimension.sync;

import org.jspecify.annotations.NullMarked;
