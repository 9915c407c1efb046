/** Pushes into a Power BI push dataset, and maps each of its answers to a result. */
@NullMarked
package io.quill.events.sink.powerbi;

import org.jspecify.annotations.NullMarked;
