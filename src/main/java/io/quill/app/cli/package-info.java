/** Commands of the command line. */
@NullMarked
package io.quill.app.cli;

import org.jspecify.annotations.NullMarked;
