/** Fills a dataset from the archive, under the same rules that filled it before. */
@NullMarked
package io.quill.events.history.rebuild;

import org.jspecify.annotations.NullMarked;
