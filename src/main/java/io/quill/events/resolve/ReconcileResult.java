package io.quill.events.resolve;

/**
 * Result of a reconciliation.
 *
 * @param found in HubSpot
 * @param held that no webhook had brought
 * @param unfinished blank when all was looked through, else why not
 */
public record ReconcileResult(int found, int held, String unfinished) {
    ReconcileResult plus(int more, int missed) {
        return new ReconcileResult(found + more, held + missed, unfinished);
    }

    ReconcileResult stoppedBy(String why) {
        return new ReconcileResult(found, held, why);
    }

    public boolean isFinished() {
        return unfinished.isEmpty();
    }
}
