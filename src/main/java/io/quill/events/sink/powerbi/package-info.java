/** Pushes into a Power BI push dataset, and knows what each of its answers means. */
@NullMarked
package io.quill.events.sink.powerbi;

import org.jspecify.annotations.NullMarked;
