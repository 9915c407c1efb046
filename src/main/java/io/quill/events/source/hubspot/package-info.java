/** HubSpot's tickets and e-mails: a signature, and one held fact a record that was created. */
@NullMarked
package io.quill.events.source.hubspot;

import org.jspecify.annotations.NullMarked;
