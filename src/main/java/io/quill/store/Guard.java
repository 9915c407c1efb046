package io.quill.store;

/**
 * A condition on another item that must hold at the very moment of a write: the fence of a lease.
 * Where it does not hold, nothing at all is written and {@link GuardLost} is thrown.
 */
public record Guard(Key key, String name, long number) {}
