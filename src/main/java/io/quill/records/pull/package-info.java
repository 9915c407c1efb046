/** Reads the records of a service as its connector says, and loads them into bronze. */
@NullMarked
package io.quill.records.pull;

import org.jspecify.annotations.NullMarked;
