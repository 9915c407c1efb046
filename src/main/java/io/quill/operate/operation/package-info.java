/** What an operator can ask and do, a class a concern; each says all that is known of its verbs. */
@NullMarked
package io.quill.operate.operation;

import org.jspecify.annotations.NullMarked;
