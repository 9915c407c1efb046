/** What Quill counts and times about itself, for Prometheus to read. */
@NullMarked
package io.quill.telemetry;

import org.jspecify.annotations.NullMarked;
