/** Charts and diagrams as SVG within a page. */
@NullMarked
package io.quill.operate.console.draw;

import org.jspecify.annotations.NullMarked;
