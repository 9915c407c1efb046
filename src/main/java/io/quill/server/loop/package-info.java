/** Routes on the event loop: for those of which no station waits. */
@NullMarked
package io.quill.server.loop;

import org.jspecify.annotations.NullMarked;
