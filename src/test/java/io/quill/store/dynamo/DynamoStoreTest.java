package io.quill.store.dynamo;

import io.quill.store.Counting;
import io.quill.store.DataStore;
import io.quill.store.DataStoreContract;

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
