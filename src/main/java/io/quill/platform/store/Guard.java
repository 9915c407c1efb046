package io.quill.platform.store;

import java.util.List;

/**
 * Condition on another item that must hold at the moment of a write: the fence of a lease. Once it
 * no longer holds, nothing more is written and GuardLostException is thrown; earlier writes of the
 * call may be done.
 */
public record Guard(ItemKey key, String name, long number) {
    public Condition condition() {
        return Condition.is(name, number);
    }

    /**
     * Refuses writes to the guard's own item, since DynamoDB cannot check and write an item in one
     * transaction.
     */
    public void requireOtherKeys(List<? extends Write> writes) {
        if (writes.stream().anyMatch(write -> write.key().equals(key))) {
            throw new IllegalArgumentException(
                    "A guard's own item is not written under it: " + key);
        }
    }
}
