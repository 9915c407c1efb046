/**
 * Jobs and their runs: each is recorded with counts and outcome, and only one of a kind goes on at
 * a time.
 */
@NullMarked
package io.quill.platform.jobs;

import org.jspecify.annotations.NullMarked;
