/** The verbs of the command line. */
@NullMarked
package io.quill.command;

import org.jspecify.annotations.NullMarked;
