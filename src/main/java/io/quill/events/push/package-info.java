/**
 * Posts batches of facts to the sink: lease, quota, order of posting, doubt, and the state of each
 * batch.
 */
@NullMarked
package io.quill.events.push;

import org.jspecify.annotations.NullMarked;
