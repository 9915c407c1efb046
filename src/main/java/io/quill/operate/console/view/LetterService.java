package io.quill.operate.console.view;

import io.quill.events.EventKey;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.webhook.DeadLetters;
import io.quill.events.webhook.ReplayOutcome;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Dead letters, and the actions on them. */
public interface LetterService {
    /** The oldest, and {@link DeadLetters#MOST_LISTED} at most. */
    List<LedgerEntry> oldest();

    Optional<LedgerEntry> find(EventKey key);

    Optional<byte[]> body(EventKey key);

    /** Returns the effect of replaying a letter. Nothing is written. */
    ReplayOutcome rehearse(LedgerEntry letter);

    /** Begins to replay them; the run tells how that goes. */
    Begun replay(List<LedgerEntry> letters, String what, String who);

    /** Begins to give them up for good; they are never counted. */
    Begun discard(List<LedgerEntry> letters, String what, String reason, String who);

    /** Properties that a group of dead letters has in common. */
    record Group(String source, String reason) implements Predicate<LedgerEntry> {
        public static Group of(LedgerEntry letter) {
            return new Group(letter.key().source(), letter.reason());
        }

        @Override
        public boolean test(LedgerEntry letter) {
            return of(letter).equals(this);
        }
    }

    /** Result of trying to begin something. */
    sealed interface Begun {
        record Run(String id) implements Begun {}

        /** The same is being done already. */
        record Busy(String words) implements Begun {}
    }
}
