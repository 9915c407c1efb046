/** Stand-in of Entra: issues access tokens and knows which are valid. */
@NullMarked
package io.quill.sandbox.entra;

import org.jspecify.annotations.NullMarked;
