/** Where facts go: what a sink can be asked for, what it may answer, and its quota. */
@NullMarked
package io.quill.events.sink;

import org.jspecify.annotations.NullMarked;
