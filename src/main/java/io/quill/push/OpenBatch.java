package io.quill.push;

import io.quill.event.EventKey;

import java.util.List;

/**
 * A batch that is not done with, as the book has it: which events, and their rows, line by line.
 */
record OpenBatch(long number, Stage stage, List<EventKey> keys, List<String> rows) {
    /** How far a batch has come. */
    enum Stage {
        /** Its events are being bound to it; nothing has been posted. */
        GATHERING,
        /** What it holds will never change; it may have been posted. */
        FIXED,
        /** The sink has it; its events are being settled. */
        TAKEN,
        /** It will never be posted again; its events are being offered again, or given up. */
        RETURNING,
        /** Nobody can say whether the sink has it, and an operator wants to decide. */
        HELD
    }

    OpenBatch {
        keys = List.copyOf(keys);
        rows = List.copyOf(rows);
    }

    Batch batch() {
        return new Batch(FactRows.TABLE, number, rows);
    }

    OpenBatch at(Stage later) {
        return new OpenBatch(number, later, keys, rows);
    }
}
