/** DAX queries that Quill sends, and its measures, computed without an engine. */
@NullMarked
package io.quill.sandbox.dax;

import org.jspecify.annotations.NullMarked;
