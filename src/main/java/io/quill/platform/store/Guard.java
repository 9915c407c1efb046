package io.quill.platform.store;

import java.util.List;

/**
 * A condition on another item that must hold at the very moment of a write: the fence of a lease.
 * From the moment it no longer holds nothing is written, and {@link GuardLost} is thrown; of many
 * writes the earlier ones may be done by then.
 */
public record Guard(Key key, String name, long number) {
    public Condition condition() {
        return Condition.is(name, number);
    }

    /** DynamoDB cannot check an item and write it in one transaction, so nobody may ask for it. */
    public void mustStandApartFrom(List<? extends Write> writes) {
        if (writes.stream().anyMatch(write -> write.key().equals(key))) {
            throw new IllegalArgumentException(
                    "A guard's own item is not written under it: " + key);
        }
    }
}
