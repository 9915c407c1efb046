/**
 * HubSpot's tickets and e-mails: verifies signatures, and makes one fact of each created record.
 */
@NullMarked
package io.quill.events.source.hubspot;

import org.jspecify.annotations.NullMarked;
