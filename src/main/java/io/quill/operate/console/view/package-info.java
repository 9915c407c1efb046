/** What the console shows and does, as it needs it: who puts Quill together fills it in. */
@NullMarked
package io.quill.operate.console.view;

import org.jspecify.annotations.NullMarked;
