/** Keeps every settled fact for good, in files that anybody can read, and reads them again. */
@NullMarked
package io.quill.events.history;

import org.jspecify.annotations.NullMarked;
