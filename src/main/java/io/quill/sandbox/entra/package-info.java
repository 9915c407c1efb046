/** Stands in for Entra: gives out access tokens, and knows which of them are still good. */
@NullMarked
package io.quill.sandbox.entra;

import org.jspecify.annotations.NullMarked;
