package io.quill.platform.store;

/** Increment (or decrement) of a counter in an item. */
public record CounterIncrement(ItemKey key, String name, long number) {}
