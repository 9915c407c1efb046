package io.quill.app.cli.ask;

import io.quill.app.cli.Command;

import java.util.List;

/** List of all commands that ask the admin API. */
public final class AskCommands {
    private AskCommands() {}

    public static List<Command> all() {
        return List.of(
                new AskCommand(StatusCommands.status()),
                new AskCommand(DimensionCommands.sync()),
                new AskCommand(DimensionCommands.agents()),
                new AskCommand(DimensionCommands.erase()),
                new AskCommand(StatusCommands.runs()),
                new AskCommand(StatusCommands.audit()),
                new AskCommand(DimensionCommands.versions()),
                new AskCommand(DimensionCommands.rollback()),
                new AskCommand(LedgerCommands.events()),
                new AskCommand(LedgerCommands.letters()),
                new AskCommand(LedgerCommands.batches()),
                new AskCommand(LedgerCommands.books()),
                new AskCommand(LedgerCommands.clear()),
                new AskCommand(LedgerCommands.rebuild()));
    }
}
