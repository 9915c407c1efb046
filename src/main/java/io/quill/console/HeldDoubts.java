package io.quill.console;

import io.quill.console.view.Doubts;
import io.quill.push.HeldBatches;
import io.quill.push.HeldBatches.Answer;
import io.quill.push.HeldBatches.Held;
import io.quill.push.Ruling;

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
