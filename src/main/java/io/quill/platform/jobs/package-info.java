/**
 * One record for each job: started, counted, finished or failed, and why; of a kind, one at a time.
 */
@NullMarked
package io.quill.platform.jobs;

import org.jspecify.annotations.NullMarked;
