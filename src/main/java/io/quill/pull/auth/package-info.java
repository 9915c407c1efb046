/** The ways to show whose a request is. */
@NullMarked
package io.quill.pull.auth;

import org.jspecify.annotations.NullMarked;
