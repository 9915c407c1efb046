/** Whose records are read, and with which credentials: tenants and their accounts at services. */
@NullMarked
package io.quill.records.tenant;

import org.jspecify.annotations.NullMarked;
