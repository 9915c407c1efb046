/** The ways to show whose a request is. */
@NullMarked
package io.quill.records.pull.auth;

import org.jspecify.annotations.NullMarked;
