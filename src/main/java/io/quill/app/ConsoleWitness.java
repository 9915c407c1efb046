package io.quill.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.operate.access.Caller;
import io.quill.operate.access.audit.Audit;
import io.quill.operate.access.audit.Deed;
import io.quill.operate.access.audit.Result;
import io.quill.operate.console.web.Ask;
import io.quill.operate.console.web.Deed.Outcome;
import io.quill.operate.console.web.Visitor;
import io.quill.operate.console.web.Witness;

import java.util.Map;

/** What is done at the console stands in the same audit as what is asked for over HTTP. */
final class ConsoleWitness implements Witness {
    private final Audit audit;

    ConsoleWitness(Audit audit) {
        this.audit = audit;
    }

    @Override
    public String asked(String action, Ask ask, Visitor who) {
        Caller caller = new Caller(who.name(), Caller.Way.KEY, ask.peer());
        // what proves the form to be genuine is nobody's business later
        byte[] form = ask.body().replaceAll("(^|&)proof=[^&]*", "$1").getBytes(UTF_8);
        return audit.asked(new Deed(caller, "console/" + action, ask.target(), "console"), form);
    }

    @Override
    public void cameTo(String id, Outcome outcome) {
        audit.cameTo(
                id,
                switch (outcome) {
                    case Outcome.Done(var to) -> new Result(200, to.text(), Map.of(), "");
                    case Outcome.Rehearsed _ -> new Result(200, "rehearsed", Map.of(), "");
                    case Outcome.NotDone(String words) -> new Result(409, words, Map.of(), "");
                });
    }
}
