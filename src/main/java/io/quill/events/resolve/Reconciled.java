package io.quill.events.resolve;

/**
 * What looking for missed events came to.
 *
 * @param found in HubSpot
 * @param held that no webhook had brought
 * @param unfinished blank when all was looked through, else why not
 */
public record Reconciled(int found, int held, String unfinished) {
    Reconciled and(int more, int missed) {
        return new Reconciled(found + more, held + missed, unfinished);
    }

    Reconciled until(String why) {
        return new Reconciled(found, held, why);
    }

    public boolean isFinished() {
        return unfinished.isEmpty();
    }
}
