/** Standard Webhooks 1.0.0: whether a request was signed by one who holds a key, and just now. */
@NullMarked
package io.quill.events.source.standard;

import org.jspecify.annotations.NullMarked;
