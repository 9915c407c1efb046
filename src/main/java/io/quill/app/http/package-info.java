/** The HTTP server that Camel's platform-http routes are served by, bounded in every direction. */
@NullMarked
package io.quill.app.http;

import org.jspecify.annotations.NullMarked;
