/** Remembers items for as long as the process lives. */
@NullMarked
package io.quill.platform.store.memory;

import org.jspecify.annotations.NullMarked;
