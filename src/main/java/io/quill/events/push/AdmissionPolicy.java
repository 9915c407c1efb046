package io.quill.events.push;

import io.quill.events.dimension.roster.Admission;

/** Admission of agents: whether their facts are counted now. */
public interface AdmissionPolicy {
    Admission admission(String agentId);
}
