/** Reads the records of a service as its connector says, and hands them over to the warehouse. */
@NullMarked
package io.quill.records.pull;

import org.jspecify.annotations.NullMarked;
