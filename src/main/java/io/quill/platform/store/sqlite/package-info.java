/**
 * The embedded store: one SQLite file, one writer that commits what waits, as durable as a disk can
 * be.
 */
@NullMarked
package io.quill.platform.store.sqlite;

import org.jspecify.annotations.NullMarked;
