package io.quill.operate.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.platform.jobs.Run;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Run, as the admin API returns it. */
public record RunTold(
        String id,
        String kind,
        String name,
        String by,
        String state,
        Instant startedAt,
        Instant lastHeardAt,
        Optional<Instant> endedAt,
        Map<String, Long> counts,
        String words,
        Optional<JsonNode> result) {

    public static RunTold of(Run run) {
        return new RunTold(
                run.id(),
                run.job().kind(),
                run.job().name(),
                run.job().by(),
                run.state().word(),
                run.startedAt(),
                run.heartbeatAt(),
                run.endedAt(),
                run.counts(),
                run.words(),
                run.result().isEmpty()
                        ? Optional.empty()
                        : Optional.of(RecordJson.readTrusted(run.result().getBytes(UTF_8))));
    }
}
