/** Breaks a rule. */
@NullMarked
package io.quill.architecture.offending.events;

import org.jspecify.annotations.NullMarked;
