/** Files on this disk or elsewhere, their content and its digests. */
@NullMarked
package io.quill.platform.file;

import org.jspecify.annotations.NullMarked;
