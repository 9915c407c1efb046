/** Breaks a rule. */
@NullMarked
package io.quill.architecture.offending.sandbox;

import org.jspecify.annotations.NullMarked;
