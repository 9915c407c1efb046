/** What pushing needs of the system it pushes to, and how fast it may push. */
@NullMarked
package io.quill.events.push;

import org.jspecify.annotations.NullMarked;
