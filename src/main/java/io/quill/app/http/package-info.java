/** HTTP server for Camel's platform-http routes, with limits on everything. */
@NullMarked
package io.quill.app.http;

import org.jspecify.annotations.NullMarked;
