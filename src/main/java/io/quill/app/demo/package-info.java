/** A call centre's day, played to a Quill that is told it is real. */
@NullMarked
package io.quill.app.demo;

import org.jspecify.annotations.NullMarked;
