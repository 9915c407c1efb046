/** Assembly of Quill: builds the components, starts them and stops them in order. */
@NullMarked
package io.quill.app;

import org.jspecify.annotations.NullMarked;
