/** Routes on the event loop: for those of which no station waits. */
@NullMarked
package io.quill.platform.http.loop;

import org.jspecify.annotations.NullMarked;
