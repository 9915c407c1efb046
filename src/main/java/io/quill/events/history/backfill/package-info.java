/** Imports a source's export of days that its webhooks missed. */
@NullMarked
package io.quill.events.history.backfill;

import org.jspecify.annotations.NullMarked;
