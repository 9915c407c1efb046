/** Requests with an id are performed once; a repeated id gets the same answer. */
@NullMarked
package io.quill.operate.rest.once;

import org.jspecify.annotations.NullMarked;
