/** Knows more than Java. */
package io.quill.architecture.offending.event;
