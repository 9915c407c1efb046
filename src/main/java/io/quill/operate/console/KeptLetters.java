package io.quill.operate.console;

import io.quill.events.EventKey;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Ledger;
import io.quill.events.webhook.DeadLetters;
import io.quill.events.webhook.Prospect;
import io.quill.operate.console.view.Letters;
import io.quill.platform.jobs.Ending;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.Running;
import io.quill.platform.jobs.Runs;
import io.quill.platform.jobs.Start;
import io.quill.platform.jobs.Work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/** Dead letters as the ledger keeps them; what is done with them is a run. */
final class KeptLetters implements Letters {
    private static final Logger LOG = LoggerFactory.getLogger(KeptLetters.class);
    private static final int LONGEST_NAME = 200;

    private final DeadLetters letters;
    private final Ledger ledger;
    private final Runs runs;

    KeptLetters(DeadLetters letters, Ledger ledger, Runs runs) {
        this.letters = letters;
        this.ledger = ledger;
        this.runs = runs;
    }

    @Override
    public List<Entry> oldest() {
        return letters.oldest();
    }

    @Override
    public Optional<Entry> find(EventKey key) {
        return letters.find(key);
    }

    @Override
    public Optional<byte[]> body(EventKey key) {
        return ledger.raw(key);
    }

    @Override
    public Prospect rehearse(Entry letter) {
        return letters.look(letter);
    }

    @Override
    public Begun replay(List<Entry> chosen, String what, String who) {
        return begin(
                new Job("replay", name(what), who),
                running -> {
                    chosen.forEach(letter -> running.count(word(letters.replay(letter)), 1));
                    return new Ending.Finished(chosen.size() + " letters were read again");
                });
    }

    private static String word(Prospect prospect) {
        return switch (prospect) {
            case Prospect.Offered _ -> "offered";
            case Prospect.Understood _ -> "understood";
            case Prospect.StillDead _ -> "still dead";
        };
    }

    @Override
    public Begun discard(List<Entry> chosen, String what, String reason, String who) {
        return begin(
                new Job("discard", name(what), who),
                running -> {
                    String words = "discarded by " + who + ": " + reason;
                    chosen.forEach(
                            letter ->
                                    running.count(
                                            ledger.discard(letter, words)
                                                    ? "discarded"
                                                    : "moved on",
                                            1));
                    return new Ending.Finished(reason);
                });
    }

    private static String name(String what) {
        return what.substring(0, Math.min(LONGEST_NAME, what.length()));
    }

    private Begun begin(Job job, Work work) {
        return switch (runs.begin(job)) {
            case Start.Begun(Running running) -> {
                LOG.info("{} of {} for {}: {}", job.kind(), job.name(), job.by(), running.id());
                Thread.startVirtualThread(() -> running.does(work));
                yield new Begun.Run(running.id());
            }
            case Start.Busy _ ->
                    new Begun.Busy("The same is being done already: see what runs, and wait.");
        };
    }
}
