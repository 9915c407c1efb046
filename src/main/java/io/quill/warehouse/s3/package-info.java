/** Files of the lake in S3, by its own SDK: the one place that knows it. */
@NullMarked
package io.quill.warehouse.s3;

import org.jspecify.annotations.NullMarked;
