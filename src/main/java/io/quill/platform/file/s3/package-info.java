/** The archive in a bucket, which all replicas share. */
@NullMarked
package io.quill.platform.file.s3;

import org.jspecify.annotations.NullMarked;
