/** Breaks a rule. */
@NullMarked
package io.quill.architecture.offending.events.second;

import org.jspecify.annotations.NullMarked;
