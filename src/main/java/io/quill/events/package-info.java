/** The vocabulary that every other package speaks; it knows nothing but {@code java.*}. */
package io.quill.events;
