/** One half of a cycle. */
@NullMarked
package io.quill.architecture.offending.first;

import org.jspecify.annotations.NullMarked;
