/** Store of items with DynamoDB's semantics, whatever the database. */
@NullMarked
package io.quill.platform.store;

import org.jspecify.annotations.NullMarked;
