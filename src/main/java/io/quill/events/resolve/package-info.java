/**
 * Completes HubSpot's facts by look-ups of owner and direction, and finds records that no webhook
 * reported.
 */
@NullMarked
package io.quill.events.resolve;

import org.jspecify.annotations.NullMarked;
