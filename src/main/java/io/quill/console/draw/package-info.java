/** Pictures of figures, as SVG within a page. */
@NullMarked
package io.quill.console.draw;

import org.jspecify.annotations.NullMarked;
