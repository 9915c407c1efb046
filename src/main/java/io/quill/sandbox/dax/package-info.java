/** DAX queries that Quill sends, and a report of its measures, computed without an engine. */
@NullMarked
package io.quill.sandbox.dax;

import org.jspecify.annotations.NullMarked;
