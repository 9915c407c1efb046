/** Holds two classes that know Camel. */
@NullMarked
package io.quill.architecture.offending.ledger;

import org.jspecify.annotations.NullMarked;
