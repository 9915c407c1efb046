/** The way of an event as spans: from its webhook to the batch that Power BI took. */
@NullMarked
package io.quill.events.trace;

import org.jspecify.annotations.NullMarked;
