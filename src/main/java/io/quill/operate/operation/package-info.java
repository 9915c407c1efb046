/** Admin operations, a class for each subject, with their parameters and results. */
@NullMarked
package io.quill.operate.operation;

import org.jspecify.annotations.NullMarked;
