/** Tells somebody what needs a person: once when it begins, and once when it is over. */
@NullMarked
package io.quill.operate.problem;

import org.jspecify.annotations.NullMarked;
