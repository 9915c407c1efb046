/** What an operator sets: read from every place it may stand in, checked at once, and typed. */
@NullMarked
package io.quill.platform.settings;

import org.jspecify.annotations.NullMarked;
