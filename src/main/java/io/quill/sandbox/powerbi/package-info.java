/** Stand-in of Power BI's push API, as strict as the service is known to be. */
@NullMarked
package io.quill.sandbox.powerbi;

import org.jspecify.annotations.NullMarked;
