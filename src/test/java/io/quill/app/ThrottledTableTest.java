package io.quill.app;

import static io.quill.app.SampleDeliveries.batch;
import static io.quill.app.SampleDeliveries.call;
import static io.quill.app.SampleDeliveries.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.ledger.BookkeepingRules;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;
import io.quill.platform.store.dynamo.DynamoLocal;
import io.quill.platform.store.dynamo.DynamoStore;
import io.quill.platform.store.dynamo.ThrottledDynamo;
import io.quill.platform.store.dynamo.ThrottledDynamo.Throughput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** A table whose throughput is used up, for parts of a request or for all of it. */
@Timeout(120)
class ThrottledTableTest {
    private static final int CALLS = 20;
    private static final int TICKETS = 60;

    /** More than two items of DynamoDB may have, and nothing that could be compressed. */
    private static final int LARGE = 900_000;

    @TempDir private Path directory;

    @Test
    void holdsEachDeliveryThatItAcknowledgedOnceAndWhole() throws Exception {
        byte[] large = new byte[LARGE];
        new Random(7).nextBytes(large);
        String tickets =
                batch(
                        LongStream.rangeClosed(1, TICKETS)
                                .mapToObj(SampleDeliveries::ticket)
                                .toList());
        try (ThrottledDynamo table = ThrottledDynamo.of(DynamoLocal.table("ThrottledTableTest"));
                DynamoStore store =
                        DynamoStore.open(
                                table.settings(),
                                InstantSource.system(),
                                BookkeepingRules.forSharedStore());
                RunningQuill house = new RunningQuill.Plan(directory).on(store).open()) {
            table.let(Throughput.NONE);
            assertThat(house.aloware(large).statusCode()).isEqualTo(503);
            assertThat(house.aloware(call(1)).statusCode()).isEqualTo(503);

            table.let(Throughput.HALF);
            assertThat(house.aloware(large).statusCode()).isEqualTo(202);
            assertThat(house.hubSpot(tickets).statusCode()).isEqualTo(202);
            for (long id = 1; id <= CALLS; id++) {
                assertThat(house.aloware(call(id)).statusCode()).isEqualTo(202);
            }
            assertThat(table.throttled("PutItem")).isPositive();
            assertThat(table.throttled("BatchExecuteStatement")).isPositive();

            table.let(Throughput.ALL);
            assertThat(house.aloware(call(CALLS)).body()).contains("\"duplicates\":1");
            assertThat(house.hubSpot(batch(List.of(ticket(TICKETS)))).body())
                    .contains("\"duplicates\":1");
            Outbox outbox = new Outbox(store);
            assertThat(outbox.waiting(EntryState.READY, 1_000)).hasSize(CALLS);
            assertThat(outbox.waiting(EntryState.UNRESOLVED, 1_000)).hasSize(TICKETS);
            assertThat(outbox.waiting(EntryState.DEAD, 10)).hasSize(1);
            LedgerEntry dead = outbox.waiting(EntryState.DEAD, 10).getFirst();
            assertThat(house.ledger().raw(dead.key())).contains(large);
        }
    }
}
