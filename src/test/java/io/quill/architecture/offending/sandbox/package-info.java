/** What nobody may need. */
@NullMarked
package io.quill.architecture.offending.sandbox;

import org.jspecify.annotations.NullMarked;
