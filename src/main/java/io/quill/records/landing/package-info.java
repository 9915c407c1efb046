/** Interfaces between pull and warehouse: loads, cursors, and the steps that follow a load. */
@NullMarked
package io.quill.records.landing;

import org.jspecify.annotations.NullMarked;
