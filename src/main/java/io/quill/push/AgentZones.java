package io.quill.push;

import java.time.ZoneId;

/** The time zone whose days an agent's events belong to. */
public interface AgentZones {
    ZoneId zone(String agentId);
}
