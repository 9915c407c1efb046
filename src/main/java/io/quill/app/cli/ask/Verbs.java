package io.quill.app.cli.ask;

import io.quill.app.cli.Command;

import java.util.List;

/** Every verb that asks: what it asks is what REST answers under the same name. */
public final class Verbs {
    private Verbs() {}

    public static List<Command> all() {
        return List.of(
                new AskCommand(HouseVerbs.status()),
                new AskCommand(DimensionVerbs.sync()),
                new AskCommand(DimensionVerbs.agents()),
                new AskCommand(DimensionVerbs.erase()),
                new AskCommand(HouseVerbs.runs()),
                new AskCommand(HouseVerbs.audit()),
                new AskCommand(DimensionVerbs.versions()),
                new AskCommand(DimensionVerbs.rollback()),
                new AskCommand(LedgerVerbs.events()),
                new AskCommand(LedgerVerbs.letters()),
                new AskCommand(LedgerVerbs.batches()),
                new AskCommand(LedgerVerbs.books()),
                new AskCommand(LedgerVerbs.clear()),
                new AskCommand(LedgerVerbs.rebuild()));
    }
}
