/** HTTP server of the stand-ins on loopback. */
@NullMarked
package io.quill.sandbox.web;

import org.jspecify.annotations.NullMarked;
