package io.quill.platform.store.dynamo;

import io.quill.platform.store.Counting;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.DataStoreContract;

import java.time.InstantSource;
import java.util.Optional;

class DynamoStoreTest extends DataStoreContract {
    @Override
    protected DataStore open(InstantSource clock, Counting counting) {
        return DynamoStore.open(DynamoLocal.table(DynamoStoreTest.class), clock, counting);
    }

    @Override
    protected Optional<DataStore> reopen(InstantSource clock) {
        return Optional.of(open(clock, Counting.NOTHING));
    }
}
