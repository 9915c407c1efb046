/** Breaks a rule. */
@NullMarked
package io.quill.architecture.offending.platform.store.dynamo;

import org.jspecify.annotations.NullMarked;
