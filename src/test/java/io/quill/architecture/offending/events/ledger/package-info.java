/** Breaks a rule. */
@NullMarked
package io.quill.architecture.offending.events.ledger;

import org.jspecify.annotations.NullMarked;
