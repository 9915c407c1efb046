/** Takes what a source exports for days that its webhooks missed. */
@NullMarked
package io.quill.events.history.backfill;

import org.jspecify.annotations.NullMarked;
