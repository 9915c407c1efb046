package io.quill.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** What every store promises; a store's own test extends it and opens the store. */
@Timeout(120)
public abstract class DataStoreContract
        implements WriteContract,
                QueryContract,
                IndexContract,
                ExpiryContract,
                BatchContract,
                GuardContract,
                RaceContract,
                CounterRulesContract,
                ContentContract {
    /** So late that no store's own sweeper comes before the tests' time. */
    private final SettableClock clock = new SettableClock(Instant.parse("2100-03-01T09:00:00Z"));

    private DataStore store;

    protected abstract DataStore open(InstantSource clock, CounterRules counterRules);

    /** Abandons the store as a killed process would, and opens what that one left behind. */
    protected Optional<DataStore> reopen(InstantSource clock) {
        return Optional.empty();
    }

    @BeforeEach
    void openStore() {
        store = open(clock, CounterRulesContract.COLOURS);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Override
    public DataStore store() {
        return store;
    }

    @Override
    public SettableClock clock() {
        return clock;
    }

    @Override
    public String fresh(String word) {
        return word + "-" + UUID.randomUUID();
    }

    @Test
    void keepsWhatItAnsweredForWhenTheProcessDies() {
        String pk = fresh("call");
        store.writeAll(StoreUnderTest.inserts(pk, 30));
        Optional<DataStore> left = reopen(clock);
        assumeThat(left.isPresent()).as("only where the store outlives the process").isTrue();
        store = left.orElseThrow();

        assertThat(all(Query.of(pk).consistent())).hasSize(30);
    }
}
