/** Interfaces to what the console shows and does, implemented by the assembly. */
@NullMarked
package io.quill.operate.console.view;

import org.jspecify.annotations.NullMarked;
