/** Calls the sandbox and AWS, and has one class that knows Camel, which is permitted. */
@NullMarked
package io.quill.architecture.offending.run;

import org.jspecify.annotations.NullMarked;
