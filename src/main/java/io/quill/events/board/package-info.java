/** How agents stand today, computed as the measures define it, from Quill's own store. */
@NullMarked
package io.quill.events.board;

import org.jspecify.annotations.NullMarked;
