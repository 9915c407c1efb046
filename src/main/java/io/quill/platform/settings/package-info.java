/** Settings: read from every place they may stand in, checked at once, and typed. */
@NullMarked
package io.quill.platform.settings;

import org.jspecify.annotations.NullMarked;
