/** Basic types of events: envelopes, keys, metrics and facts. They depend on java.* alone. */
package io.quill.events;
