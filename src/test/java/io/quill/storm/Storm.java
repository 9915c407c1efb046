package io.quill.storm;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.JournalEntry;
import io.quill.sandbox.desk.ServiceCall;
import io.quill.sandbox.powerbi.PowerBi;
import io.quill.storm.Blow.End;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/**
 * Deliveries in a row of blows. Each blow comes somewhere in a stretch of deliveries, some of which
 * are kept back until it is over; and some are followed at once by the next.
 */
final class Storm {
    private static final ServiceCall POST =
            new ServiceCall(PowerBi.SYSTEM, "postRows", "FactEvent");

    private final Sandbox sandbox;
    private final Senders senders;
    private final int events;
    private final Random random;
    private final List<Healing> healings = new ArrayList<>();

    /** How long after a blow rows were taken again, unless the next blow came before that. */
    record Healing(Blow blow, End end, Optional<Duration> time) {}

    Storm(Sandbox sandbox, Senders senders, int events, Random random) {
        this.sandbox = sandbox;
        this.senders = senders;
        this.events = events;
        this.random = random;
    }

    void rage(List<Blow> blows) throws ExecutionException, InterruptedException {
        int stretch = events / (blows.size() + 1);
        senders.start();
        senders.allow(1);
        heal(Blow.at(WeatherKind.KILL, "the first start", () -> End.seen(1)), End.seen(1));
        for (int i = 0; i < blows.size(); i++) {
            Blow blow = blows.get(i);
            int kept = stretch / 4;
            blow.arm().run();
            senders.allow(stretch - kept);
            senders.awaitSent(i * stretch + 1 + random.nextInt(stretch / 2));
            End end = blow.strike().now();
            senders.allow(kept);
            boolean last = i == blows.size() - 1;
            if (!last && blow.mayBeFollowedAtOnce() && random.nextInt(4) == 0) {
                healings.add(new Healing(blow, end, Optional.empty()));
            } else {
                heal(blow, end);
            }
            blow.mend().ifPresent(Runnable::run);
        }
        senders.finish();
    }

    private void heal(Blow blow, End end) {
        Patience.until("rows are taken after: " + blow.words(), () -> taken(end.at()).isPresent());
        Duration time = Duration.between(end.at(), taken(end.at()).orElseThrow());
        healings.add(new Healing(blow, end, Optional.of(time)));
    }

    private Optional<Instant> taken(Instant after) {
        return sandbox.journal().served().stream()
                .filter(
                        journalEntry ->
                                journalEntry.call().equals(POST)
                                        && journalEntry.outcome().equals("200"))
                .map(JournalEntry::at)
                .filter(at -> at.isAfter(after))
                .findFirst();
    }

    /** Until everything that counts is there, and what is refused is set aside. */
    void awaitSettled(Fleet fleet) {
        Contents contents = new Contents(sandbox);
        var counted = senders.acknowledged(Fate.COUNTED);
        Patience.until(
                "every acknowledged event that counts is in the dataset",
                () ->
                        contents.facts() >= counted.size()
                                && contents.timesOfEvents().keySet().containsAll(counted));
        Patience.until(
                "every bad row is set aside",
                () -> senders.acknowledged(Fate.SET_ASIDE).stream().allMatch(fleet.next()::isDead));
    }

    List<Healing> healings() {
        return List.copyOf(healings);
    }
}
