/** Archive of every settled fact, in compressed JSON lines that anybody can read. */
@NullMarked
package io.quill.events.history;

import org.jspecify.annotations.NullMarked;
