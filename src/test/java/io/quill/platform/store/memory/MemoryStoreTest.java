package io.quill.platform.store.memory;

import io.quill.platform.store.Counting;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.DataStoreContract;

import java.time.InstantSource;

class MemoryStoreTest extends DataStoreContract {
    @Override
    protected DataStore open(InstantSource clock, Counting counting) {
        return new MemoryStore(clock, counting);
    }
}
