/** Knows AWS, which is permitted. */
@NullMarked
package io.quill.architecture.offending.store.dynamo;

import org.jspecify.annotations.NullMarked;
