package io.quill.operate.console;

import io.quill.events.EventKey;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.webhook.DeadLetters;
import io.quill.events.webhook.ReplayOutcome;
import io.quill.operate.console.view.LetterService;
import io.quill.platform.jobs.ActiveRun;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.JobWork;
import io.quill.platform.jobs.RunOutcome;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.jobs.StartResult;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/** Dead letters of the ledger; every action on them is a run. */
final class LedgerLetterService implements LetterService {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerLetterService.class);
    private static final int LONGEST_NAME = 200;

    private final DeadLetters letters;
    private final Ledger ledger;
    private final RunRegistry runRegistry;

    LedgerLetterService(DeadLetters letters, Ledger ledger, RunRegistry runRegistry) {
        this.letters = letters;
        this.ledger = ledger;
        this.runRegistry = runRegistry;
    }

    @Override
    public List<LedgerEntry> oldest() {
        return letters.oldest();
    }

    @Override
    public Optional<LedgerEntry> find(EventKey key) {
        return letters.find(key);
    }

    @Override
    public Optional<byte[]> body(EventKey key) {
        return ledger.raw(key);
    }

    @Override
    public ReplayOutcome rehearse(LedgerEntry letter) {
        return letters.preview(letter);
    }

    @Override
    public Begun replay(List<LedgerEntry> chosen, String what, String who) {
        return begin(
                new Job("replay", name(what), who),
                activeRun -> {
                    chosen.forEach(letter -> activeRun.count(word(letters.replay(letter)), 1));
                    return new RunOutcome.Finished(chosen.size() + " letters were read again");
                });
    }

    private static String word(ReplayOutcome replayOutcome) {
        return switch (replayOutcome) {
            case ReplayOutcome.Offered _ -> "offered";
            case ReplayOutcome.Understood _ -> "understood";
            case ReplayOutcome.StillDead _ -> "still dead";
        };
    }

    @Override
    public Begun discard(List<LedgerEntry> chosen, String what, String reason, String who) {
        return begin(
                new Job("discard", name(what), who),
                activeRun -> {
                    String words = "discarded by " + who + ": " + reason;
                    chosen.forEach(
                            letter ->
                                    activeRun.count(
                                            ledger.discard(letter, words)
                                                    ? "discarded"
                                                    : "moved on",
                                            1));
                    return new RunOutcome.Finished(reason);
                });
    }

    private static String name(String what) {
        return what.substring(0, Math.min(LONGEST_NAME, what.length()));
    }

    private Begun begin(Job job, JobWork jobWork) {
        return switch (runRegistry.begin(job)) {
            case StartResult.Begun(ActiveRun activeRun) -> {
                LOG.info("{} of {} for {}: {}", job.kind(), job.name(), job.by(), activeRun.id());
                Thread.startVirtualThread(() -> activeRun.execute(jobWork));
                yield new Begun.Run(activeRun.id());
            }
            case StartResult.Busy _ ->
                    new Begun.Busy("The same is being done already: see what runs, and wait.");
        };
    }
}
