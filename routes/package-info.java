/** The map: which stations there are, and in which order they stand. */
@NullMarked
package io.quill.routes;

import org.jspecify.annotations.NullMarked;
