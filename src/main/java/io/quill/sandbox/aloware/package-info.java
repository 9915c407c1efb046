/** Stand-in of the part of Aloware's REST API that Quill reads. */
@NullMarked
package io.quill.sandbox.aloware;

import org.jspecify.annotations.NullMarked;
