/** Breaks a rule. */
@NullMarked
package io.quill.architecture.offending.platform.jobs;

import org.jspecify.annotations.NullMarked;
