/** Checks of everything Quill depends on, with advice about what fails. */
@NullMarked
package io.quill.platform.check;

import org.jspecify.annotations.NullMarked;
