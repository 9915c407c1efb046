/** Shared parts of the stand-ins: clock, injected faults, rate windows and journal. */
@NullMarked
package io.quill.sandbox.desk;

import org.jspecify.annotations.NullMarked;
