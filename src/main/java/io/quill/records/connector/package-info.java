/** Connectors: files that describe a service and how to read its records, checked before use. */
@NullMarked
package io.quill.records.connector;

import org.jspecify.annotations.NullMarked;
