/** How a list is read on, page by page, until its end. */
@NullMarked
package io.quill.records.pull.paging;

import org.jspecify.annotations.NullMarked;
