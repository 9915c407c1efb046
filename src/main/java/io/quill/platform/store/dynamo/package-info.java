/** Store in a DynamoDB table. */
@NullMarked
package io.quill.platform.store.dynamo;

import org.jspecify.annotations.NullMarked;
