/** Tenants and their accounts at services, with their credentials. */
@NullMarked
package io.quill.records.tenant;

import org.jspecify.annotations.NullMarked;
