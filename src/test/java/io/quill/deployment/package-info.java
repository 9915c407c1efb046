/** Holds the manifests to what Quill really does. */
@NullMarked
package io.quill.deployment;

import org.jspecify.annotations.NullMarked;
