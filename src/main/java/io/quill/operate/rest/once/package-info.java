/**
 * What was asked for under an id is done once, and answered the same whenever it is asked again.
 */
@NullMarked
package io.quill.operate.rest.once;

import org.jspecify.annotations.NullMarked;
