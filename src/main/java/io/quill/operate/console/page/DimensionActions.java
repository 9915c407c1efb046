package io.quill.operate.console.page;

import io.quill.events.dimension.sync.DimensionService;
import io.quill.events.dimension.sync.PayloadError;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncOutcome;
import io.quill.events.dimension.sync.SyncRequest.Option;
import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.ConsoleUser;
import io.quill.operate.console.web.FormAction;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Form actions on dimensions: read the ring group, and roll back to a version. */
public final class DimensionActions {
    private final DimensionService dimensionService;

    public DimensionActions(DimensionService dimensionService) {
        this.dimensionService = dimensionService;
    }

    public FormAction.Outcome sync(ConsoleRequest consoleRequest, ConsoleUser who) {
        Set<Option> options = EnumSet.noneOf(Option.class);
        if (consoleRequest.field("dry").equals("yes")) {
            options.add(Option.DRY_RUN);
        }
        if (consoleRequest.field("force").equals("yes")) {
            options.add(Option.FORCE);
        }
        return came(
                Subject.AGENTS,
                dimensionService.readAgents(
                        new io.quill.events.dimension.sync.SyncRequest(
                                who.name(), consoleRequest.peer(), options)));
    }

    public FormAction.Outcome rollback(ConsoleRequest consoleRequest, ConsoleUser who) {
        Optional<Subject> subject = Subject.of(consoleRequest.field("subject"));
        if (subject.isEmpty()) {
            return new FormAction.Outcome.NotDone("There is no such dimension.");
        }
        long version = DimensionsPage.number(consoleRequest.field("version"));
        return came(
                subject.get(),
                dimensionService.rollback(
                        subject.get(),
                        version,
                        io.quill.events.dimension.sync.SyncRequest.by(
                                who.name(), consoleRequest.peer(), Option.FORCE)));
    }

    private static FormAction.Outcome came(Subject subject, SyncOutcome syncOutcome) {
        return switch (syncOutcome) {
            case SyncOutcome.Accepted _, SyncOutcome.Unchanged _ ->
                    new FormAction.Outcome.Done(DimensionsPage.address(subject));
            case SyncOutcome.Rehearsed(var delta, var remarks) ->
                    new FormAction.Outcome.Rehearsed(
                            DimensionDialogs.rehearsed(subject, delta, String.join(" ", remarks)));
            case SyncOutcome.Invalid(var faults) ->
                    new FormAction.Outcome.NotDone(
                            faults.stream()
                                    .map(PayloadError::words)
                                    .collect(Collectors.joining(" ")));
            case SyncOutcome.Refused(String words) -> new FormAction.Outcome.NotDone(words);
            case SyncOutcome.Busy(String words) -> new FormAction.Outcome.NotDone(words);
            case SyncOutcome.Unread(String words) -> new FormAction.Outcome.NotDone(words);
            case SyncOutcome.NoSuchVersion(String words) -> new FormAction.Outcome.NotDone(words);
        };
    }
}
