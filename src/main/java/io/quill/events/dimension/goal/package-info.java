/** Goals by month, none of which changes a month that is over. */
@NullMarked
package io.quill.events.dimension.goal;

import org.jspecify.annotations.NullMarked;
