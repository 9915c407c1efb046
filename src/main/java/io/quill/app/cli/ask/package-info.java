/** Commands that ask the admin API. */
@NullMarked
package io.quill.app.cli.ask;

import org.jspecify.annotations.NullMarked;
