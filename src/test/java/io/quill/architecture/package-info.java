/** The rules of the house, and code that breaks each of them. */
@NullMarked
package io.quill.architecture;

import org.jspecify.annotations.NullMarked;
