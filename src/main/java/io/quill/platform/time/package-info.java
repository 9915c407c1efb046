/** Clock for waits, which never goes back. */
@NullMarked
package io.quill.platform.time;

import org.jspecify.annotations.NullMarked;
