package io.quill.platform.store.dynamo;

import static io.quill.platform.store.WriteResult.APPLIED;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.store.Item;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** How many requests it takes to insert. */
@Timeout(60)
class BatchInsertsTest {
    private final RequestInterceptor requestInterceptor = new RequestInterceptor();
    private final DynamoStore store =
            new DynamoStore(
                    DynamoLocal.connection(
                            DynamoLocal.table(BatchInsertsTest.class),
                            new SettableClock(Instant.parse("2100-01-01T00:00:00Z")),
                            requestInterceptor));
    private final String pk = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        store.close();
    }

    private Item item(int number) {
        return Item.at(pk, "k" + number).with("n", number).build();
    }

    private List<Write> inserts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Write.insert(item(i))).toList();
    }

    @Test
    void sendsTwentyFiveToACall() {
        assertThat(store.writeAll(inserts(0, 500))).hasSize(500).containsOnly(APPLIED);

        assertThat(requestInterceptor.count(DynamoDbRequest.class)).isEqualTo(20);
        assertThat(requestInterceptor.count(BatchExecuteStatementRequest.class)).isEqualTo(20);
    }

    @Test
    void sendsLargeItemsInSmallerCalls() {
        List<Write> large =
                IntStream.range(0, 10)
                        .mapToObj(i -> Item.at(pk, "k" + i).with("raw", new byte[300_000]))
                        .map(item -> Write.insert(item.build()))
                        .toList();

        assertThat(store.writeAll(large)).hasSize(10).containsOnly(APPLIED);
        assertThat(requestInterceptor.count(BatchExecuteStatementRequest.class)).isEqualTo(2);
    }

    @Test
    void sendsALoneInsertAsAPut() {
        assertThat(store.writeAll(inserts(0, 1))).containsExactly(APPLIED);

        assertThat(requestInterceptor.count(DynamoDbRequest.class)).isEqualTo(1);
        assertThat(requestInterceptor.count(PutItemRequest.class)).isEqualTo(1);
    }

    @Test
    void looksOnceMoreAtWhatWasRefused() {
        store.write(Write.insert(item(2)));

        List<WriteResult> results = store.writeAll(inserts(0, 10));

        assertThat(results).filteredOn(APPLIED::equals).hasSize(9);
        assertThat(results.get(2)).isEqualTo(new WriteResult.Refused(Optional.of(item(2))));
        assertThat(requestInterceptor.count(DynamoDbRequest.class)).isEqualTo(1 + 1 + 1);
    }

    @Test
    void letsConcurrentCallersTravelTogether() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<WriteResult>> results =
                    inserts(0, 200).stream()
                            .map(write -> callers.submit(() -> store.write(write)))
                            .toList();
            for (Future<WriteResult> result : results) {
                assertThat(result.get()).isEqualTo(APPLIED);
            }
        }
        assertThat(requestInterceptor.count(DynamoDbRequest.class)).isLessThan(100);
    }
}
