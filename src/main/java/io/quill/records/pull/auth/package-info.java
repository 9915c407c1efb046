/** Authenticators for the requests of a pull. */
@NullMarked
package io.quill.records.pull.auth;

import org.jspecify.annotations.NullMarked;
