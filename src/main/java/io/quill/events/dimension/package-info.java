/** Wanted rows of the dimension tables, kept whether or not anything is pushed. */
@NullMarked
package io.quill.events.dimension;

import org.jspecify.annotations.NullMarked;
