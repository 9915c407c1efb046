/** Access control: keys, signatures, addresses, and limits on failed attempts. */
@NullMarked
package io.quill.operate.access;

import org.jspecify.annotations.NullMarked;
