/** Shows an operator how Quill is doing, and lets them do what needs a person. */
@NullMarked
package io.quill.operate.console;

import org.jspecify.annotations.NullMarked;
