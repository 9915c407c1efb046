/** Puts the parts together, from the store up to the listener, and takes them down again. */
@NullMarked
package io.quill.app;

import org.jspecify.annotations.NullMarked;
