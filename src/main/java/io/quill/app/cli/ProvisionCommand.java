package io.quill.app.cli;

import io.quill.app.Provisioning;
import io.quill.app.Stores;
import io.quill.events.sink.Standing;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.StoreException;

import java.util.List;
import java.util.Optional;

/** Makes what Quill needs and has not. */
public final class ProvisionCommand implements Command {
    private static final String HELP =
            """
            quill provision                makes the table of the store, and the dataset
            quill provision --alter TABLE  makes a table of the dataset as it is wanted now; what
                                           becomes of its rows is up to Power BI
            TABLE is one of %s
            """
                    .formatted(String.join(", ", Provisioning.tables()));

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
    public Exit run(List<String> args, Terminal terminal) {
        Optional<String> table =
                args.size() == 2 && args.getFirst().equals("--alter")
                        ? Optional.of(args.getLast()).filter(Provisioning.tables()::contains)
                        : Optional.empty();
        return args.isEmpty() || table.isPresent()
                ? terminal.withSettings((settings, _) -> run(settings, table, terminal))
                : terminal.complain(HELP, Exit.USAGE);
    }

    private static Exit run(Settings settings, Optional<String> table, Terminal terminal) {
        try {
            terminal.out().println(Stores.provision(settings.store()));
            return settings.powerBi().target().isPresent()
                    ? tell(dataset(settings, table), terminal)
                    : terminal.say(
                            "There is no dataset to make before POWERBI_ says where.\n", Exit.FINE);
        } catch (StoreException e) {
            return terminal.complain(
                    e.getMessage() + "\nIf Quill is running: stop it first.\n", Exit.CONFIGURATION);
        }
    }

    private static Standing dataset(Settings settings, Optional<String> table) {
        return table.map(name -> Provisioning.alter(settings, name))
                .orElseGet(() -> Provisioning.ensure(settings));
    }

    private static Exit tell(Standing standing, Terminal terminal) {
        return switch (standing) {
            case Standing.Ready(String dataset, _, List<String> remarks, _) -> {
                terminal.out()
                        .println("The dataset is there: set POWERBI_DATASET_ID to " + dataset);
                remarks.forEach(remark -> terminal.out().println("  " + remark));
                yield Exit.FINE;
            }
            case Standing.Away(String words) -> terminal.complain(words + "\n", Exit.FAILED);
            case Standing.Faulty(String words) -> terminal.complain(words + "\n", Exit.FAILED);
        };
    }
}
