/** What a pull hands over to the warehouse, and what the warehouse then does with it. */
@NullMarked
package io.quill.records.landing;

import org.jspecify.annotations.NullMarked;
