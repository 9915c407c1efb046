/** Serves a stand-in over loopback HTTP: requests in, replies (or none) out. */
@NullMarked
package io.quill.sandbox.web;

import org.jspecify.annotations.NullMarked;
