/** Tells what the jar is made of, and holds it to what may be shipped. */
@NullMarked
package io.quill.release;

import org.jspecify.annotations.NullMarked;
