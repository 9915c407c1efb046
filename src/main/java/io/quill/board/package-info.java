/** How agents stand today, computed as the measures define it, from Quill's own store. */
@NullMarked
package io.quill.board;

import org.jspecify.annotations.NullMarked;
