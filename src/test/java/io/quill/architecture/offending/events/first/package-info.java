/** Breaks a rule. */
@NullMarked
package io.quill.architecture.offending.events.first;

import org.jspecify.annotations.NullMarked;
