/** Who is counted: the members of the ring group, and what an operator says about agents. */
@NullMarked
package io.quill.events.dimension.roster;

import org.jspecify.annotations.NullMarked;
