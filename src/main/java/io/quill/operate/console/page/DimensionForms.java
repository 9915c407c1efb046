package io.quill.operate.console.page;

import io.quill.events.dimension.sync.Ask.Option;
import io.quill.events.dimension.sync.Dimensions;
import io.quill.events.dimension.sync.Fault;
import io.quill.events.dimension.sync.Outcome;
import io.quill.events.dimension.sync.Subject;
import io.quill.operate.console.web.Ask;
import io.quill.operate.console.web.Deed;
import io.quill.operate.console.web.Visitor;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be done with dimensions: read the ring group, and go back to a version. */
public final class DimensionForms {
    private final Dimensions dimensions;

    public DimensionForms(Dimensions dimensions) {
        this.dimensions = dimensions;
    }

    public Deed.Outcome sync(Ask ask, Visitor who) {
        Set<Option> options = EnumSet.noneOf(Option.class);
        if (ask.field("dry").equals("yes")) {
            options.add(Option.DRY_RUN);
        }
        if (ask.field("force").equals("yes")) {
            options.add(Option.FORCE);
        }
        return came(
                Subject.AGENTS,
                dimensions.readAgents(
                        new io.quill.events.dimension.sync.Ask(who.name(), ask.peer(), options)));
    }

    public Deed.Outcome rollback(Ask ask, Visitor who) {
        Optional<Subject> subject = Subject.of(ask.field("subject"));
        if (subject.isEmpty()) {
            return new Deed.Outcome.NotDone("There is no such dimension.");
        }
        long version = DimensionsPage.number(ask.field("version"));
        return came(
                subject.get(),
                dimensions.rollback(
                        subject.get(),
                        version,
                        io.quill.events.dimension.sync.Ask.by(
                                who.name(), ask.peer(), Option.FORCE)));
    }

    private static Deed.Outcome came(Subject subject, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _, Outcome.Unchanged _ ->
                    new Deed.Outcome.Done(DimensionsPage.address(subject));
            case Outcome.Rehearsed(var delta, var remarks) ->
                    new Deed.Outcome.Rehearsed(
                            DimensionQuestions.rehearsed(
                                    subject, delta, String.join(" ", remarks)));
            case Outcome.Invalid(var faults) ->
                    new Deed.Outcome.NotDone(
                            faults.stream().map(Fault::words).collect(Collectors.joining(" ")));
            case Outcome.Refused(String words) -> new Deed.Outcome.NotDone(words);
            case Outcome.Busy(String words) -> new Deed.Outcome.NotDone(words);
            case Outcome.Unread(String words) -> new Deed.Outcome.NotDone(words);
            case Outcome.NoSuchVersion(String words) -> new Deed.Outcome.NotDone(words);
        };
    }
}
