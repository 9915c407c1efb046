/** What {@code ./quill bench} measures; nothing here passes or fails, it prints what it saw. */
@NullMarked
package io.quill.bench;

import org.jspecify.annotations.NullMarked;
