/** A stand-in of Nexudus: its token, its lists in pages and its records, with their oddities. */
@NullMarked
package io.quill.sandbox.nexudus;

import org.jspecify.annotations.NullMarked;
