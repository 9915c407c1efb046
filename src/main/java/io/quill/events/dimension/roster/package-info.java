/**
 * Roster of the agents that count: the members of the ring group, and what operators have set for
 * agents.
 */
@NullMarked
package io.quill.events.dimension.roster;

import org.jspecify.annotations.NullMarked;
