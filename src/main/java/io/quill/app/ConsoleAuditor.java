package io.quill.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.operate.access.Caller;
import io.quill.operate.access.audit.ActionResult;
import io.quill.operate.access.audit.Audit;
import io.quill.operate.access.audit.AuditedAction;
import io.quill.operate.console.web.ActionLog;
import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.ConsoleUser;
import io.quill.operate.console.web.FormAction.Outcome;

import java.util.Map;

/** Writes console actions to the audit log, next to those of the admin API. */
final class ConsoleAuditor implements ActionLog {
    private final Audit audit;

    ConsoleAuditor(Audit audit) {
        this.audit = audit;
    }

    @Override
    public String begin(String action, ConsoleRequest consoleRequest, ConsoleUser who) {
        Caller caller = new Caller(who.name(), Caller.Way.KEY, consoleRequest.peer());
        // what proves the form to be genuine is nobody's business later
        byte[] form = consoleRequest.body().replaceAll("(^|&)proof=[^&]*", "$1").getBytes(UTF_8);
        return audit.begin(
                new AuditedAction(caller, "console/" + action, consoleRequest.target(), "console"),
                form);
    }

    @Override
    public void complete(String id, Outcome outcome) {
        audit.complete(
                id,
                switch (outcome) {
                    case Outcome.Done(var to) -> new ActionResult(200, to.text(), Map.of(), "");
                    case Outcome.Rehearsed _ -> new ActionResult(200, "rehearsed", Map.of(), "");
                    case Outcome.NotDone(String words) ->
                            new ActionResult(409, words, Map.of(), "");
                    case Outcome.Invalid(String words) ->
                            new ActionResult(400, words, Map.of(), "");
                });
    }
}
