/** Breaks a rule. */
@NullMarked
package io.quill.architecture.offending.records.pull;

import org.jspecify.annotations.NullMarked;
