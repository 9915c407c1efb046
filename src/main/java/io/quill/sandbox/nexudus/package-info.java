/** Stand-in of Nexudus: tokens, paged lists and records, with their oddities. */
@NullMarked
package io.quill.sandbox.nexudus;

import org.jspecify.annotations.NullMarked;
