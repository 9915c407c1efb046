/** Sources of webhooks: each verifies a delivery and adapts its events, both as pure functions. */
@NullMarked
package io.quill.events.source;

import org.jspecify.annotations.NullMarked;
