package io.quill.operate.console;

import io.quill.events.push.HeldBatchDecision;
import io.quill.events.push.HeldBatches;
import io.quill.events.push.HeldBatches.Answer;
import io.quill.events.push.HeldBatches.Held;
import io.quill.operate.console.view.DoubtService;

import java.util.List;

/** Batches in doubt, as the ledger keeps them. */
final class LedgerDoubtService implements DoubtService {
    private final HeldBatches batches;

    LedgerDoubtService(HeldBatches batches) {
        this.batches = batches;
    }

    @Override
    public List<Held> held() {
        return batches.list();
    }

    @Override
    public Answer rule(long number, HeldBatchDecision heldBatchDecision, String who) {
        return batches.decide(number, heldBatchDecision, who);
    }
}
