/** The rows that the dimension tables should have, kept whether or not anything is pushed. */
@NullMarked
package io.quill.events.dimension;

import org.jspecify.annotations.NullMarked;
