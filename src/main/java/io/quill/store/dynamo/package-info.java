/** Remembers items in a DynamoDB table. */
@NullMarked
package io.quill.store.dynamo;

import org.jspecify.annotations.NullMarked;
