package io.quill.events.dimension.sync;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.WantedRows;
import io.quill.platform.store.DataStore;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Passes requests on to the versions of each subject. */
public final class DimensionSyncService implements DimensionService {
    private final Members members;
    private final Map<Subject, DimensionVersions> versionsBySubject = new EnumMap<>(Subject.class);

    /** Reader of the ring group's members. */
    public interface Members {
        /** A payload of {@link Subject#AGENTS}, or why there is none. */
        Reading read();

        /** Result of reading the members. */
        sealed interface Reading {
            record Payload(String text) implements Reading {}

            record Fault(String words) implements Reading {}
        }
    }

    public DimensionSyncService(
            DataStore store,
            WantedRows wanted,
            InstantSource clock,
            Members members,
            List<DimensionHandler> keepers) {
        this.members = members;
        WantedRowsUpdater wantedRowsUpdater = new WantedRowsUpdater(wanted);
        for (DimensionHandler dimensionHandler : keepers) {
            versionsBySubject.put(
                    dimensionHandler.subject(),
                    new DimensionVersions(store, clock, wantedRowsUpdater, dimensionHandler));
        }
    }

    @Override
    public SyncOutcome readAgents(SyncRequest syncRequest) {
        return switch (members.read()) {
            case Members.Reading.Payload(String text) -> sync(Subject.AGENTS, text, syncRequest);
            case Members.Reading.Fault(String words) -> new SyncOutcome.Unread(words);
        };
    }

    @Override
    public SyncOutcome sync(Subject subject, String payload, SyncRequest syncRequest) {
        return versionsOf(subject).sync(payload, syncRequest);
    }

    @Override
    public SyncOutcome rollback(Subject subject, long version, SyncRequest syncRequest) {
        return versionsOf(subject).rollback(version, syncRequest);
    }

    /**
     * Finishes open versions, and updates the rows after a change of the calendar or of other
     * tables.
     */
    public void catchUp() {
        versionsBySubject.values().forEach(DimensionVersions::catchUp);
    }

    /** Returns how many versions of a subject a rewrite would change. */
    public long countRewrites(Subject subject, UnaryOperator<JsonNode> by) {
        return versionsOf(subject).countRewrites(by);
    }

    /** Rewrites every version of a subject, unless another sync of it is under way. */
    public boolean rewrite(Subject subject, UnaryOperator<JsonNode> by) {
        return versionsOf(subject).rewrite(by);
    }

    @Override
    public List<Version> versions(Subject subject) {
        return versionsOf(subject).versions();
    }

    @Override
    public Optional<String> payload(Subject subject, long version) {
        return versionsOf(subject).payload(version);
    }

    @Override
    public Optional<Delta> difference(Subject subject, long from, long to) {
        return versionsOf(subject).difference(from, to);
    }

    @Override
    public String schema(Subject subject) {
        return versionsOf(subject).schema();
    }

    private DimensionVersions versionsOf(Subject subject) {
        return Optional.ofNullable(versionsBySubject.get(subject))
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no dimension for " + subject));
    }
}
