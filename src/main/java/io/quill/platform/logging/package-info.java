/** Logging setup: formats, levels of libraries, and limits on repeated messages. */
@NullMarked
package io.quill.platform.logging;

import org.jspecify.annotations.NullMarked;
