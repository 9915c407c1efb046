/**
 * Finds what HubSpot's webhooks do not tell: whose a ticket or an e-mail is, whether it counts, and
 * which of them no webhook brought.
 */
@NullMarked
package io.quill.events.resolve;

import org.jspecify.annotations.NullMarked;
