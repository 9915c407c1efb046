/** Time as waits need it, beside the clock on the wall. */
@NullMarked
package io.quill.platform.time;

import org.jspecify.annotations.NullMarked;
