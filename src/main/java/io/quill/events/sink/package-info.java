/** Interface of a sink: requests, results and quota. */
@NullMarked
package io.quill.events.sink;

import org.jspecify.annotations.NullMarked;
