/** Remembers items the way DynamoDB does, whatever stands behind it. */
@NullMarked
package io.quill.store;

import org.jspecify.annotations.NullMarked;
