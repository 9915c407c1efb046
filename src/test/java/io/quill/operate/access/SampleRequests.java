package io.quill.operate.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Requests for tests. */
public final class SampleRequests {
    private SampleRequests() {}

    public static AdminRequest from(String peer, String... forwarded) {
        return new AdminRequest(
                "r-1",
                Instant.parse("2026-03-02T09:00:00Z"),
                "GET",
                "/admin/status",
                forwarded.length == 0 ? Map.of() : Map.of("X-Forwarded-For", List.of(forwarded)),
                peer,
                new byte[0]);
    }
}
