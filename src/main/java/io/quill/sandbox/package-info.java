/** Stands in for Power BI, Entra, Aloware and HubSpot, for the demo and for tests. */
@NullMarked
package io.quill.sandbox;

import org.jspecify.annotations.NullMarked;
