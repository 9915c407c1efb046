/** How a page is asked for and answered: requests, sessions, the frame, the live stream. */
@NullMarked
package io.quill.operate.console.web;

import org.jspecify.annotations.NullMarked;
