package io.quill.operate.console.view;

import io.quill.events.EventKey;
import io.quill.events.ledger.Entry;
import io.quill.events.webhook.DeadLetters;
import io.quill.events.webhook.Prospect;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What was given up, and what may be done about it. */
public interface Letters {
    /** The oldest, and {@link DeadLetters#MOST_LISTED} at most. */
    List<Entry> oldest();

    Optional<Entry> find(EventKey key);

    Optional<byte[]> body(EventKey key);

    /** What replaying it would come to. Nothing is written. */
    Prospect rehearse(Entry letter);

    /** Begins to replay them; the run tells how that goes. */
    Begun replay(List<Entry> letters, String what, String who);

    /** Begins to give them up for good; they are never counted. */
    Begun discard(List<Entry> letters, String what, String reason, String who);

    /** What is the same about the letters of a group. */
    record Group(String source, String reason) implements Predicate<Entry> {
        public static Group of(Entry letter) {
            return new Group(letter.key().source(), letter.reason());
        }

        @Override
        public boolean test(Entry letter) {
            return of(letter).equals(this);
        }
    }

    /** Whether something could begin. */
    sealed interface Begun {
        record Run(String id) implements Begun {}

        /** The same is being done already. */
        record Busy(String words) implements Begun {}
    }
}
