/** Web layer of the console: requests, sessions, layout and live stream. */
@NullMarked
package io.quill.operate.console.web;

import org.jspecify.annotations.NullMarked;
