/** The stations of a request to operate Quill: let in, understood, done once, audited, answered. */
@NullMarked
package io.quill.admin;

import org.jspecify.annotations.NullMarked;
