/** What was asked for, by whom and from where, and what it came to: written once, never changed. */
@NullMarked
package io.quill.operate.access.audit;

import org.jspecify.annotations.NullMarked;
