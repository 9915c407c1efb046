/**
 * Remembers each event from the moment it is held until long after it is settled, so that each
 * counts once and none is lost.
 */
@NullMarked
package io.quill.events.ledger;

import org.jspecify.annotations.NullMarked;
