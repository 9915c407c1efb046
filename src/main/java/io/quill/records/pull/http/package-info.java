/**
 * Requests to a service: authenticated, within the rate limit, retried, and read as they arrive.
 */
@NullMarked
package io.quill.records.pull.http;

import org.jspecify.annotations.NullMarked;
