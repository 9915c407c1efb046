/** Clock for waits, which never goes back, and how long the pauses between retries are. */
@NullMarked
package io.quill.platform.time;

import org.jspecify.annotations.NullMarked;
