/** Receives webhooks: verifies and adapts a delivery, holds its events, and answers. */
@NullMarked
package io.quill.events.webhook;

import org.jspecify.annotations.NullMarked;
