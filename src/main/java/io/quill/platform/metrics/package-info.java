/** Metrics of Quill, in the format of Prometheus. */
@NullMarked
package io.quill.platform.metrics;

import org.jspecify.annotations.NullMarked;
