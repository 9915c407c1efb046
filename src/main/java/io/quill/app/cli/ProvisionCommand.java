package io.quill.app.cli;

import io.quill.app.DatasetProvisioner;
import io.quill.app.StoreFactory;
import io.quill.events.sink.SinkStatus;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.StoreException;

import java.util.List;
import java.util.Optional;

/** Creates what Quill needs and lacks. */
public final class ProvisionCommand implements Command {
    private static final String HELP =
            """
            quill provision                makes the table of the store, and the dataset
            quill provision --alter TABLE  makes a table of the dataset as it is wanted now; what
                                           becomes of its rows is up to Power BI
            TABLE is one of %s
            """
                    .formatted(String.join(", ", DatasetProvisioner.tables()));

    @Override
    public String verb() {
        return "provision";
    }

    @Override
    public String summary() {
        return "makes the table of the store, and the dataset; --alter TABLE";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public ExitCode run(List<String> args, CommandContext commandContext) {
        Optional<String> table =
                args.size() == 2 && args.getFirst().equals("--alter")
                        ? Optional.of(args.getLast()).filter(DatasetProvisioner.tables()::contains)
                        : Optional.empty();
        return args.isEmpty() || table.isPresent()
                ? commandContext.withSettings((settings, _) -> run(settings, table, commandContext))
                : commandContext.failAndExit(HELP, ExitCode.USAGE);
    }

    private static ExitCode run(
            Settings settings, Optional<String> table, CommandContext commandContext) {
        try {
            commandContext.out().println(StoreFactory.provision(settings.store()));
            return settings.powerBi().target().isPresent()
                    ? tell(dataset(settings, table), commandContext)
                    : commandContext.printAndExit(
                            "There is no dataset to make before POWERBI_ says where.\n",
                            ExitCode.FINE);
        } catch (StoreException e) {
            return commandContext.failAndExit(
                    e.getMessage() + "\nIf Quill is running: stop it first.\n",
                    ExitCode.CONFIGURATION);
        }
    }

    private static SinkStatus dataset(Settings settings, Optional<String> table) {
        return table.map(name -> DatasetProvisioner.alter(settings, name))
                .orElseGet(() -> DatasetProvisioner.ensure(settings));
    }

    private static ExitCode tell(SinkStatus sinkStatus, CommandContext commandContext) {
        return switch (sinkStatus) {
            case SinkStatus.Ready(String dataset, _, List<String> remarks, _) -> {
                commandContext
                        .out()
                        .println("The dataset is there: set POWERBI_DATASET_ID to " + dataset);
                remarks.forEach(remark -> commandContext.out().println("  " + remark));
                yield ExitCode.FINE;
            }
            case SinkStatus.Away(String words) ->
                    commandContext.failAndExit(words + "\n", ExitCode.FAILED);
            case SinkStatus.Faulty(String words) ->
                    commandContext.failAndExit(words + "\n", ExitCode.FAILED);
        };
    }
}
