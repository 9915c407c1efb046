/** Takes records through the layers: when each step is due, and each under a run. */
@NullMarked
package io.quill.records.schedule;

import org.jspecify.annotations.NullMarked;
