/**
 * Real processes in bad weather: killed, cut off and lied to, with every delivery accounted for.
 */
@NullMarked
package io.quill.storm;

import org.jspecify.annotations.NullMarked;
