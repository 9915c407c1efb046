/** Answers the few DAX queries that Quill sends, and computes its measures without an engine. */
@NullMarked
package io.quill.sandbox.dax;

import org.jspecify.annotations.NullMarked;
