package io.quill.push;

import io.quill.dimension.roster.Admission;

/** Who counts, as of now. */
public interface Gatekeeper {
    Admission admission(String agentId);
}
