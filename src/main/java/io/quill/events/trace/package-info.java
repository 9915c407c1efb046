/** Tracing of events: spans from the webhook to the batch that Power BI took. */
@NullMarked
package io.quill.events.trace;

import org.jspecify.annotations.NullMarked;
