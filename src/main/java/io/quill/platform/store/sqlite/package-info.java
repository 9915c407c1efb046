/** Store in one SQLite file, with one writer that commits whatever waits. */
@NullMarked
package io.quill.platform.store.sqlite;

import org.jspecify.annotations.NullMarked;
