/** Admin API: authenticates, parses, deduplicates, audits and answers requests. */
@NullMarked
package io.quill.operate.rest;

import org.jspecify.annotations.NullMarked;
