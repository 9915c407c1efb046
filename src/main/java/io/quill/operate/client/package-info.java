/** Asks Quill what an operator can ask: the one that runs, over HTTP. */
@NullMarked
package io.quill.operate.client;

import org.jspecify.annotations.NullMarked;
