package io.quill.platform.store.memory;

import io.quill.platform.store.CounterRules;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.DataStoreContract;

import java.time.InstantSource;

class MemoryStoreTest extends DataStoreContract {
    @Override
    protected DataStore open(InstantSource clock, CounterRules counterRules) {
        return new MemoryStore(clock, counterRules);
    }
}
