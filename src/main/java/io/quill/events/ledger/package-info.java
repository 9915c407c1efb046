/**
 * Remembers each event from the moment it is held until it has long been settled: each counts once,
 * none is lost.
 */
@NullMarked
package io.quill.events.ledger;

import org.jspecify.annotations.NullMarked;
