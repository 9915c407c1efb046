package io.quill.push;

/** Who counts, as of now. */
public interface Roster {
    Admission admission(String agentId);
}
