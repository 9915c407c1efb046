/** Markup with escaping, and formats of words and figures. */
@NullMarked
package io.quill.operate.console.html;

import org.jspecify.annotations.NullMarked;
