/** Stands in for the part of Aloware's REST interface that tells who the agents are. */
@NullMarked
package io.quill.sandbox.aloware;

import org.jspecify.annotations.NullMarked;
