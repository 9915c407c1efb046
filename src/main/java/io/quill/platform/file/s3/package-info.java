/** File storage in an S3 bucket that all replicas share. */
@NullMarked
package io.quill.platform.file.s3;

import org.jspecify.annotations.NullMarked;
