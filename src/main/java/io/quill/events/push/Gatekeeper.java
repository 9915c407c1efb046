package io.quill.events.push;

import io.quill.events.dimension.roster.Admission;

/** Who counts, as of now. */
public interface Gatekeeper {
    Admission admission(String agentId);
}
