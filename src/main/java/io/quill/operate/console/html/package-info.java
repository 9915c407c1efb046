/** Markup in which whatever is shown is escaped, and the words and figures that are shown in it. */
@NullMarked
package io.quill.operate.console.html;

import org.jspecify.annotations.NullMarked;
