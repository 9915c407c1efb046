/** Stands in for the part of HubSpot's CRM that tells who owns what was counted. */
@NullMarked
package io.quill.sandbox.hubspot;

import org.jspecify.annotations.NullMarked;
