package io.quill.app;

import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.view.ConsoleProblem;
import io.quill.operate.console.view.ConsoleProblem.Remedy;
import io.quill.operate.console.view.ConsoleProblem.Weight;
import io.quill.operate.problem.ActiveProblem;

import java.util.Optional;

/** Presents a problem in the console, with a link to its remedy. */
final class ProblemPresenter {
    private static final Remedy ROSTER =
            new Remedy("Read it now", ConsoleLink.of("/dimensions/dim-agent/sync"));
    private static final Remedy RECORDS = new Remedy("See the records", ConsoleLink.of("/records"));

    private ProblemPresenter() {}

    static ConsoleProblem of(ActiveProblem activeProblem) {
        return new ConsoleProblem(
                weight(activeProblem),
                DisplayFormat.capital(activeProblem.name()),
                activeProblem.words(),
                remedy(activeProblem));
    }

    private static Weight weight(ActiveProblem activeProblem) {
        return activeProblem.name().equals(ProblemDetector.EMPTIED) ? Weight.ALARM : Weight.WARNING;
    }

    private static Optional<Remedy> remedy(ActiveProblem activeProblem) {
        if (activeProblem.name().equals(ProblemDetector.STALE_ROSTER)) {
            return Optional.of(ROSTER);
        }
        return WarehouseMonitor.owns(activeProblem) ? Optional.of(RECORDS) : Optional.empty();
    }
}
