/** What Quill counts and times about itself, for Prometheus to read. */
@NullMarked
package io.quill.platform.metrics;

import org.jspecify.annotations.NullMarked;
