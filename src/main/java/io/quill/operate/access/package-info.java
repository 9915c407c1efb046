/** Who may come in: keys, signatures, addresses, and patience with those who guess. */
@NullMarked
package io.quill.operate.access;

import org.jspecify.annotations.NullMarked;
