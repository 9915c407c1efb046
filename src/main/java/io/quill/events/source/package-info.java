/**
 * What a source of webhooks offers: to verify a delivery and to adapt what it brings, both as pure
 * functions.
 */
@NullMarked
package io.quill.events.source;

import org.jspecify.annotations.NullMarked;
