/** Stand-in of the part of HubSpot's CRM that Quill reads. */
@NullMarked
package io.quill.sandbox.hubspot;

import org.jspecify.annotations.NullMarked;
