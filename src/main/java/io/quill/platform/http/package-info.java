/** Sends requests to APIs, each once, and reports what came back. */
@NullMarked
package io.quill.platform.http;

import org.jspecify.annotations.NullMarked;
