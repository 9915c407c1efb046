/** Scores of agents against their goals, computed as the dataset's measures define them. */
@NullMarked
package io.quill.events.board;

import org.jspecify.annotations.NullMarked;
