/** Erasure of an agent's name and address from everything that Quill keeps. */
@NullMarked
package io.quill.operate.erasure;

import org.jspecify.annotations.NullMarked;
