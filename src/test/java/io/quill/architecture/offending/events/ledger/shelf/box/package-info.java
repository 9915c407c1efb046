/** Breaks a rule. */
@NullMarked
package io.quill.architecture.offending.events.ledger.shelf.box;

import org.jspecify.annotations.NullMarked;
