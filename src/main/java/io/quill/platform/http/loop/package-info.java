/** Camel routes that run on the event loop, because no step of them blocks. */
@NullMarked
package io.quill.platform.http.loop;

import org.jspecify.annotations.NullMarked;
