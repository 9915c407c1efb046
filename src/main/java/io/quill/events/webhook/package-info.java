/** The way in: what happens between a webhook's arrival and its answer. */
@NullMarked
package io.quill.events.webhook;

import org.jspecify.annotations.NullMarked;
