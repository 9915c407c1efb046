/** Audit log of admin actions: who asked for what, and its outcome; entries are never changed. */
@NullMarked
package io.quill.operate.access.audit;

import org.jspecify.annotations.NullMarked;
