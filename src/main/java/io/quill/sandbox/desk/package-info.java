/** What every stand-in shares: its clock, its faults on demand, its windows, and its journal. */
@NullMarked
package io.quill.sandbox.desk;

import org.jspecify.annotations.NullMarked;
