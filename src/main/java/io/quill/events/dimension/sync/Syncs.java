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

/** Takes asks and questions about every subject; a subject's own course is its own matter. */
public final class Syncs implements Dimensions {
    private final Members members;
    private final Map<Subject, Course> courses = new EnumMap<>(Subject.class);

    /** Where the members of the ring group are read. */
    public interface Members {
        /** A payload of {@link Subject#AGENTS}, or why there is none. */
        Reading read();

        /** What came of reading. */
        sealed interface Reading {
            record Payload(String text) implements Reading {}

            record Fault(String words) implements Reading {}
        }
    }

    public Syncs(
            DataStore store,
            WantedRows wanted,
            InstantSource clock,
            Members members,
            List<Keeper> keepers) {
        this.members = members;
        Alignment alignment = new Alignment(wanted);
        for (Keeper keeper : keepers) {
            courses.put(keeper.subject(), new Course(store, clock, alignment, keeper));
        }
    }

    @Override
    public Outcome readAgents(Ask ask) {
        return switch (members.read()) {
            case Members.Reading.Payload(String text) -> sync(Subject.AGENTS, text, ask);
            case Members.Reading.Fault(String words) -> new Outcome.Unread(words);
        };
    }

    @Override
    public Outcome sync(Subject subject, String payload, Ask ask) {
        return course(subject).sync(payload, ask);
    }

    @Override
    public Outcome rollback(Subject subject, long version, Ask ask) {
        return course(subject).rollback(version, ask);
    }

    /** Finishes what was left open, and has the rows follow the calendar and each other. */
    public void upkeep() {
        courses.values().forEach(Course::keepUp);
    }

    /** How many versions of a subject it would change to be written so. */
    public long differing(Subject subject, UnaryOperator<JsonNode> by) {
        return course(subject).differing(by);
    }

    /** Writes every version of a subject anew; not while another sync of it is under way. */
    public boolean rewrite(Subject subject, UnaryOperator<JsonNode> by) {
        return course(subject).rewrite(by);
    }

    @Override
    public List<Version> versions(Subject subject) {
        return course(subject).versions();
    }

    @Override
    public Optional<String> payload(Subject subject, long version) {
        return course(subject).payload(version);
    }

    @Override
    public Optional<Delta> difference(Subject subject, long from, long to) {
        return course(subject).difference(from, to);
    }

    @Override
    public String schema(Subject subject) {
        return course(subject).schema();
    }

    private Course course(Subject subject) {
        return Optional.ofNullable(courses.get(subject))
                .orElseThrow(() -> new IllegalArgumentException("Nobody keeps " + subject));
    }
}
