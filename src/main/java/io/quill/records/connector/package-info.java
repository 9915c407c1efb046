/** What is to be known about a service to read its records: a file, checked before it is used. */
@NullMarked
package io.quill.records.connector;

import org.jspecify.annotations.NullMarked;
