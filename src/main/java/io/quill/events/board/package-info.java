/**
 * Scores of agents against their goals, computed from Quill's own store as the dataset's measures
 * define them.
 */
@NullMarked
package io.quill.events.board;

import org.jspecify.annotations.NullMarked;
