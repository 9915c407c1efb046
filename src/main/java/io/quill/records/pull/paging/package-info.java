/** Pagination: finds the next page of a list until its end. */
@NullMarked
package io.quill.records.pull.paging;

import org.jspecify.annotations.NullMarked;
