package io.quill.app;

import io.quill.operate.console.html.Address;
import io.quill.operate.console.html.Words;
import io.quill.operate.console.view.Trouble;
import io.quill.operate.console.view.Trouble.Remedy;
import io.quill.operate.console.view.Trouble.Weight;
import io.quill.operate.problem.Concern;

import java.util.Optional;

/** What NOTIFY_URL hears, as the console says it: with the way to what mends it. */
final class Worries {
    private static final Remedy ROSTER =
            new Remedy("Read it now", Address.of("/dimensions/dim-agent/sync"));
    private static final Remedy RECORDS = new Remedy("See the records", Address.of("/records"));

    private Worries() {}

    static Trouble of(Concern concern) {
        return new Trouble(
                weight(concern), Words.capital(concern.name()), concern.words(), remedy(concern));
    }

    private static Weight weight(Concern concern) {
        return concern.name().equals(Concerns.EMPTIED) ? Weight.ALARM : Weight.WARNING;
    }

    private static Optional<Remedy> remedy(Concern concern) {
        if (concern.name().equals(Concerns.STALE_ROSTER)) {
            return Optional.of(ROSTER);
        }
        return RecordWatch.saysSo(concern) ? Optional.of(RECORDS) : Optional.empty();
    }
}
