package io.quill.operate.console;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.sync.Delta;
import io.quill.events.dimension.sync.DimensionService;
import io.quill.events.dimension.sync.RowChange;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncOutcome;
import io.quill.events.dimension.sync.SyncRequest;
import io.quill.events.dimension.sync.Version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Three versions of the agents, one of the goals. */
final class SampleDimensions implements DimensionService {
    final List<String> done = new ArrayList<>();

    private static final Delta DELTA =
            new Delta(
                    new Delta.Counts(1, 1, 1, 11),
                    List.of(
                            new RowChange(
                                    Dimension.AGENT,
                                    "105",
                                    Optional.empty(),
                                    Optional.of(
                                            "{\"AgentID\":\"105\",\"AgentName\":\"Elif Kaya\",\"Team\":\"South\"}")),
                            new RowChange(
                                    Dimension.AGENT,
                                    "102",
                                    Optional.of("{\"AgentID\":\"102\",\"Team\":\"South\"}"),
                                    Optional.of("{\"AgentID\":\"102\",\"Team\":\"North\"}")),
                            new RowChange(
                                    Dimension.AGENT,
                                    "98",
                                    Optional.of("{\"AgentID\":\"98\",\"AgentName\":\"Old Hand\"}"),
                                    Optional.empty())));

    private static Version version(
            Subject subject, long number, String who, Version.Origin origin, String label) {
        return new Version(
                subject,
                number,
                SampleConsole.NOW.minusSeconds(90_000 - 9_000 * number),
                who,
                "10.0.4.17",
                origin,
                label,
                Optional.empty(),
                "9f86d081884c7d65",
                2_048,
                DELTA.counts(),
                Version.Stage.APPLIED);
    }

    @Override
    public List<Version> versions(Subject subject) {
        return switch (subject) {
            case AGENTS ->
                    List.of(
                            version(subject, 3, "ops", new Version.Origin.Rollback(1), ""),
                            version(subject, 2, "timer", new Version.Origin.Sync(), ""),
                            version(subject, 1, "timer", new Version.Origin.Sync(), ""));
            case GOALS ->
                    List.of(version(subject, 1, "mira", new Version.Origin.Sync(), "2026-03"));
            case DATES, SHIFTS -> List.of();
        };
    }

    @Override
    public Optional<Delta> difference(Subject subject, long from, long to) {
        return from < 1 || to < 1 || to > 3 ? Optional.empty() : Optional.of(DELTA);
    }

    @Override
    public SyncOutcome rollback(Subject subject, long version, SyncRequest syncRequest) {
        done.add("%s back to %d for %s".formatted(subject.word(), version, syncRequest.who()));
        return new SyncOutcome.Unchanged(Optional.empty());
    }

    @Override
    public SyncOutcome readAgents(SyncRequest syncRequest) {
        done.add("read for " + syncRequest.who() + " " + syncRequest.options());
        return syncRequest.has(SyncRequest.Option.DRY_RUN)
                ? new SyncOutcome.Rehearsed(DELTA, List.of())
                : new SyncOutcome.Refused("7 of 9 members would leave; force it if that is right.");
    }

    @Override
    public SyncOutcome sync(Subject subject, String payload, SyncRequest syncRequest) {
        throw new UnsupportedOperationException("The console sends no payloads");
    }

    @Override
    public Optional<String> payload(Subject subject, long version) {
        return Optional.empty();
    }

    @Override
    public String schema(Subject subject) {
        return "{}";
    }
}
