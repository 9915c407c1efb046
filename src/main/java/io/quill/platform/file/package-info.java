/** SHA-256 digests. */
@NullMarked
package io.quill.platform.file;

import org.jspecify.annotations.NullMarked;
