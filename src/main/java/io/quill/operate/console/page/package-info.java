/** The pages of the console, and what their forms do. */
@NullMarked
package io.quill.operate.console.page;

import org.jspecify.annotations.NullMarked;
