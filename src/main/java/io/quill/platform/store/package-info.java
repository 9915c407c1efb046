/** Remembers items the way DynamoDB does, whatever stands behind it. */
@NullMarked
package io.quill.platform.store;

import org.jspecify.annotations.NullMarked;
