/** Demo: a simulated call centre's day, sent to a real Quill. */
@NullMarked
package io.quill.app.demo;

import org.jspecify.annotations.NullMarked;
