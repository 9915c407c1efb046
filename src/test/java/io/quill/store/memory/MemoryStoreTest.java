package io.quill.store.memory;

import io.quill.store.Counting;
import io.quill.store.DataStore;
import io.quill.store.DataStoreContract;

import java.time.InstantSource;

class MemoryStoreTest extends DataStoreContract {
    @Override
    protected DataStore open(InstantSource clock, Counting counting) {
        return new MemoryStore(clock, counting);
    }
}
