/** Reads files within bounds, and keeps whole files on a disk or in a bucket. */
@NullMarked
package io.quill.platform.file;

import org.jspecify.annotations.NullMarked;
