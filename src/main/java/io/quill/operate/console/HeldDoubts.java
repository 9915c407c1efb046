package io.quill.operate.console;

import io.quill.events.push.HeldBatches;
import io.quill.events.push.HeldBatches.Answer;
import io.quill.events.push.HeldBatches.Held;
import io.quill.events.push.Ruling;
import io.quill.operate.console.view.Doubts;

import java.util.List;

/** As the way out keeps them. */
final class HeldDoubts implements Doubts {
    private final HeldBatches batches;

    HeldDoubts(HeldBatches batches) {
        this.batches = batches;
    }

    @Override
    public List<Held> held() {
        return batches.list();
    }

    @Override
    public Answer rule(long number, Ruling ruling, String who) {
        return batches.rule(number, ruling, who);
    }
}
