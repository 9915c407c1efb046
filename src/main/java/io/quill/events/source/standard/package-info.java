/** Verifies Standard Webhooks 1.0.0 signatures. */
@NullMarked
package io.quill.events.source.standard;

import org.jspecify.annotations.NullMarked;
