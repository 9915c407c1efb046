/** A disk that fails on demand, below a process of its own. */
@NullMarked
package io.quill.disk;

import org.jspecify.annotations.NullMarked;
