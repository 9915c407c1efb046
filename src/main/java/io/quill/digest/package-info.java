/** The fingerprint of bytes. */
@NullMarked
package io.quill.digest;

import org.jspecify.annotations.NullMarked;
