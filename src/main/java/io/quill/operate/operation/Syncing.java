package io.quill.operate.operation;

import io.quill.events.dimension.sync.Ask;
import io.quill.events.dimension.sync.Ask.Option;
import io.quill.events.dimension.sync.Outcome;
import io.quill.events.dimension.sync.Subject;
import io.quill.operate.rest.Call;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Reply;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Whatever changes a dimension: with the same options, and under a run. */
final class Syncing {
    private static final String SYNC = "sync";

    private final Jobs jobs;

    Syncing(Jobs jobs) {
        this.jobs = jobs;
    }

    static Parameter[] options() {
        return new Parameter[] {
            Parameter.flag("dryRun", "tells what would change, and changes nothing"),
            Parameter.flag("force", "also where it looks like a slip"),
            Parameter.flag("rewritePast", "days and months that are over may change as well")
        };
    }

    /** Rehearsals change nothing, so they need neither a run nor their turn. */
    Reply inARun(Call call, Subject subject, Supplier<Outcome> ask) {
        return call.flag("dryRun")
                ? SyncReplies.of(ask.get()).unrecorded()
                : jobs.inARun(call, SYNC, subject.word(), _ -> SyncReplies.of(ask.get()));
    }

    static Ask ask(Call call) {
        Set<Option> options = EnumSet.noneOf(Option.class);
        Map.of(
                        "dryRun", Option.DRY_RUN,
                        "force", Option.FORCE,
                        "rewritePast", Option.REWRITE_PAST)
                .forEach(
                        (name, option) -> {
                            if (call.flag(name)) {
                                options.add(option);
                            }
                        });
        return new Ask(call.caller().name(), call.caller().address(), options);
    }
}
