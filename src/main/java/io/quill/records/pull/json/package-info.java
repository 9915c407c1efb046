/** Splits an answer into records as it arrives, each kept byte for byte. */
@NullMarked
package io.quill.records.pull.json;

import org.jspecify.annotations.NullMarked;
