/** Takes an agent's name and address out of everything that Quill keeps, and keeps them out. */
@NullMarked
package io.quill.operate.erasure;

import org.jspecify.annotations.NullMarked;
