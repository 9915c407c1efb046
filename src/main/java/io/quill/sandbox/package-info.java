/** Stand-ins of Power BI, Entra, Aloware, HubSpot and Nexudus, for the demo and the tests. */
@NullMarked
package io.quill.sandbox;

import org.jspecify.annotations.NullMarked;
