/** The other half, which also prints. */
@NullMarked
package io.quill.architecture.offending.second;

import org.jspecify.annotations.NullMarked;
