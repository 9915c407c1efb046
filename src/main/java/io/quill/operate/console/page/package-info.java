/** Pages of the console, and the actions of their forms. */
@NullMarked
package io.quill.operate.console.page;

import org.jspecify.annotations.NullMarked;
