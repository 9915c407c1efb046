/** How a source's own interface is asked: one request sent once, and what came of it. */
@NullMarked
package io.quill.platform.http;

import org.jspecify.annotations.NullMarked;
