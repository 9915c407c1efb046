/** One question to a service: signed, within the budget, tried again, and read as it comes. */
@NullMarked
package io.quill.records.pull.http;

import org.jspecify.annotations.NullMarked;
