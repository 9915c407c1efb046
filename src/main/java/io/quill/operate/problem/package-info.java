/** Notices of problems to people: one when a problem begins, and one when it is over. */
@NullMarked
package io.quill.operate.problem;

import org.jspecify.annotations.NullMarked;
