package io.quill.operate.operation;

import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncOutcome;
import io.quill.events.dimension.sync.SyncRequest;
import io.quill.events.dimension.sync.SyncRequest.Option;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Executes dimension changes as runs, with their common options. */
final class SyncExecutor {
    private static final String SYNC = "sync";

    private final JobExecutor jobExecutor;

    SyncExecutor(JobExecutor jobExecutor) {
        this.jobExecutor = jobExecutor;
    }

    static Parameter[] options() {
        return new Parameter[] {
            Parameter.flag("dryRun", "tells what would change, and changes nothing"),
            Parameter.flag("force", "also where it looks like a slip"),
            Parameter.flag("rewritePast", "days and months that are over may change as well")
        };
    }

    /** Rehearsals change nothing, so they need neither a run nor their turn. */
    AdminReply execute(OperationCall operationCall, Subject subject, Supplier<SyncOutcome> ask) {
        return operationCall.flag("dryRun")
                ? SyncReplyFactory.of(ask.get()).unrecorded()
                : jobExecutor.execute(
                        operationCall, SYNC, subject.word(), _ -> SyncReplyFactory.of(ask.get()));
    }

    static SyncRequest ask(OperationCall operationCall) {
        Set<Option> options = EnumSet.noneOf(Option.class);
        Map.of(
                        "dryRun", Option.DRY_RUN,
                        "force", Option.FORCE,
                        "rewritePast", Option.REWRITE_PAST)
                .forEach(
                        (name, option) -> {
                            if (operationCall.flag(name)) {
                                options.add(option);
                            }
                        });
        return new SyncRequest(
                operationCall.caller().name(), operationCall.caller().address(), options);
    }
}
