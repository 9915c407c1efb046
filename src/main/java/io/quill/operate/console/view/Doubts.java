package io.quill.operate.console.view;

import io.quill.events.push.HeldBatches.Answer;
import io.quill.events.push.HeldBatches.Held;
import io.quill.events.push.Ruling;

import java.util.List;

/** Batches of which nobody can say whether they were taken. */
public interface Doubts {
    /** The oldest first. */
    List<Held> held();

    Answer rule(long number, Ruling ruling, String who);
}
