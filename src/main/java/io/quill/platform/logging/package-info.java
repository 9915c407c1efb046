/** How Quill logs: set up from its settings, quiet about libraries, never flooded. */
@NullMarked
package io.quill.platform.logging;

import org.jspecify.annotations.NullMarked;
