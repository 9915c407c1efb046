/** Takes records out of an answer as they came, one after the other. */
@NullMarked
package io.quill.records.pull.json;

import org.jspecify.annotations.NullMarked;
