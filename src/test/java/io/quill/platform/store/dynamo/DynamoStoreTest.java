package io.quill.platform.store.dynamo;

import io.quill.platform.store.CounterRules;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.DataStoreContract;

import java.time.InstantSource;
import java.util.Optional;

class DynamoStoreTest extends DataStoreContract {
    @Override
    protected DataStore open(InstantSource clock, CounterRules counterRules) {
        return DynamoStore.open(DynamoLocal.table(DynamoStoreTest.class), clock, counterRules);
    }

    @Override
    protected Optional<DataStore> reopen(InstantSource clock) {
        return Optional.of(open(clock, CounterRules.NOTHING));
    }
}
