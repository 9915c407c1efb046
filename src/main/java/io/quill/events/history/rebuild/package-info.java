/** Rebuilds a dataset from the archive, under the same rules as the first push. */
@NullMarked
package io.quill.events.history.rebuild;

import org.jspecify.annotations.NullMarked;
