/** Pipeline of records: bronze, silver and core, each step when it is due and as a run. */
@NullMarked
package io.quill.records.schedule;

import org.jspecify.annotations.NullMarked;
