package io.quill.operate.console.view;

import io.quill.events.push.HeldBatchDecision;
import io.quill.events.push.HeldBatches.Answer;
import io.quill.events.push.HeldBatches.Held;

import java.util.List;

/** Batches of which nobody can say whether Power BI took them. */
public interface DoubtService {
    /** The oldest first. */
    List<Held> held();

    Answer rule(long number, HeldBatchDecision heldBatchDecision, String who);
}
