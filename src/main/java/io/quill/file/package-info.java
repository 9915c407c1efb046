/** Reads files within bounds, so that none can take all the memory. */
@NullMarked
package io.quill.file;

import org.jspecify.annotations.NullMarked;
