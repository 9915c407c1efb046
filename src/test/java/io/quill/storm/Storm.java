package io.quill.storm;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.Call;
import io.quill.sandbox.powerbi.PowerBi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/**
 * Deliveries in a row of blows. Each blow comes somewhere in a stretch of deliveries, and there are
 * always some more to come when it is over.
 */
final class Storm {
    private final Sandbox sandbox;
    private final Senders senders;
    private final int events;
    private final Random random;
    private final List<Struck> struck = new ArrayList<>();

    /** When a blow was over. */
    record Struck(Blow blow, Instant over) {}

    Storm(Sandbox sandbox, Senders senders, int events, Random random) {
        this.sandbox = sandbox;
        this.senders = senders;
        this.events = events;
        this.random = random;
    }

    void rage(List<Blow> blows) throws ExecutionException, InterruptedException {
        int stretch = events / (blows.size() + 1);
        senders.start();
        for (int i = 0; i < blows.size(); i++) {
            Blow blow = blows.get(i);
            blow.arm().run();
            senders.allow(stretch);
            senders.awaitSent(i * stretch + 1 + random.nextInt(stretch / 2));
            struck.add(new Struck(blow, blow.strike().now()));
        }
        senders.finish();
    }

    /** Until every acknowledged event is there. */
    void awaitSettled() {
        Contents contents = new Contents(sandbox);
        Patience.until(
                "every acknowledged event is in the dataset",
                () -> contents.events().containsAll(senders.acknowledged()));
    }

    /** How long after each blow facts were posted again, whatever the next blow made of it. */
    List<Healing> healings() {
        return struck.stream()
                .map(each -> new Healing(each.blow(), postedAfter(each.over())))
                .toList();
    }

    record Healing(Blow blow, Duration time) {}

    private Duration postedAfter(Instant over) {
        Call post = new Call(PowerBi.SYSTEM, "postRows", "FactEvent");
        return sandbox.journal().served().stream()
                .filter(served -> served.call().equals(post))
                .filter(served -> served.at().isAfter(over))
                .map(served -> Duration.between(over, served.at()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing was pushed any more"));
    }
}
