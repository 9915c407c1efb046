/** Tries everything Quill depends on, and says what to do about what fails. */
@NullMarked
package io.quill.platform.check;

import org.jspecify.annotations.NullMarked;
