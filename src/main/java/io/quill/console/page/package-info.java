/** The pages of the console, and what their forms do. */
@NullMarked
package io.quill.console.page;

import org.jspecify.annotations.NullMarked;
