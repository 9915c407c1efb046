package io.quill.command;

import io.quill.house.Rebuilding;
import io.quill.push.ArchiveFault;
import io.quill.rebuild.Outcome;
import io.quill.rebuild.Progress;
import io.quill.run.RunLost;
import io.quill.settings.Settings;
import io.quill.store.StoreException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Fills a dataset from the archive. */
public final class RebuildCommand implements Command {
    private static final String HELP =
            """
            quill rebuild --dataset ID [--clear]
                fills a dataset from the archive, each fact once, within the quota. It can be
                stopped and begun again; --clear empties FactEvent before it begins. A dataset
                that Quill pushes to is only rebuilt so.
            """;
    private static final String ID = "[A-Za-z0-9_-]{1,64}";

    @Override
    public String verb() {
        return "rebuild";
    }

    @Override
    public String summary() {
        return "fills a dataset from the archive: --dataset ID [--clear]";
    }

    @Override
    public Exit run(List<String> args, Terminal terminal) {
        List<String> rest = new ArrayList<>(args);
        boolean clear = rest.remove("--clear");
        if (rest.size() != 2 || !rest.getFirst().equals("--dataset") || !rest.get(1).matches(ID)) {
            return terminal.complain(HELP, Exit.USAGE);
        }
        return terminal.withSettings((settings, _) -> run(settings, rest.get(1), clear, terminal));
    }

    private static Exit run(Settings settings, String dataset, boolean clear, Terminal terminal) {
        if (settings.powerBi().target().isEmpty()) {
            return terminal.complain("POWERBI_ does not say where.\n", Exit.CONFIGURATION);
        }
        try {
            return tell(
                    new Rebuilding(settings, dataset, clear).run(new Lines(terminal)), terminal);
        } catch (StoreException e) {
            return terminal.complain(
                    e.getMessage() + "\nIf Quill is running: stop it first.\n", Exit.FAILED);
        } catch (ArchiveFault | RunLost e) {
            return terminal.complain(e.getMessage() + "\n", Exit.FAILED);
        } catch (InterruptedException _) {
            return terminal.complain("Stopped; it goes on when it is begun again.\n", Exit.FAILED);
        }
    }

    private static Exit tell(Outcome outcome, Terminal terminal) {
        return switch (outcome) {
            case Outcome.Complete complete -> terminal.say(complete.words() + "\n", Exit.FINE);
            case Outcome.Stopped(String why) -> terminal.complain(why + "\n", Exit.FAILED);
        };
    }

    /** A line when there is something new to say. */
    private static final class Lines implements Consumer<Progress> {
        private final Terminal terminal;
        private String last = "";

        Lines(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void accept(Progress progress) {
            String line = progress.words();
            if (!line.equals(last)) {
                terminal.out().println(line);
                last = line;
            }
        }
    }
}
