/**
 * Aloware's calls and texts: verifies a token, and makes one fact of each communication that has
 * ended.
 */
@NullMarked
package io.quill.events.source.aloware;

import org.jspecify.annotations.NullMarked;
