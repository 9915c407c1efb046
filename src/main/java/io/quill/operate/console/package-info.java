/** Console: shows an operator Quill's state, and offers the actions that need a person. */
@NullMarked
package io.quill.operate.console;

import org.jspecify.annotations.NullMarked;
