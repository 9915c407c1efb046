/** A seeded fuzzer of the webhooks, the admin interface, the console and of HTTP itself. */
@NullMarked
package io.quill.fuzz;

import org.jspecify.annotations.NullMarked;
