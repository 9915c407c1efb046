/** Aloware's calls and texts: a token, and one fact a communication that has ended. */
@NullMarked
package io.quill.events.source.aloware;

import org.jspecify.annotations.NullMarked;
