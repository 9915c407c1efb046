/** The verbs of the command line that ask what the admin interface answers. */
@NullMarked
package io.quill.app.cli.ask;

import org.jspecify.annotations.NullMarked;
