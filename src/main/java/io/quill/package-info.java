/** Puts the parts together, and answers the command line. */
@NullMarked
package io.quill;

import org.jspecify.annotations.NullMarked;
