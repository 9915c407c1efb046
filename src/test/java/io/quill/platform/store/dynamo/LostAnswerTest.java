package io.quill.platform.store.dynamo;

import static io.quill.platform.store.WriteResult.APPLIED;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;

/** A write that was done, but whose answer was lost on the way, is sent again. */
@Timeout(60)
class LostAnswerTest {
    private final RequestInterceptor requestInterceptor = new RequestInterceptor();
    private final DynamoStore store =
            new DynamoStore(
                    DynamoLocal.connection(
                            DynamoLocal.table(LostAnswerTest.class),
                            new SettableClock(Instant.parse("2100-01-01T00:00:00Z")),
                            requestInterceptor));
    private final String pk = UUID.randomUUID().toString();
    private final Item first = Item.at(pk, "1").with("n", 1).build();
    private final Item second = Item.at(pk, "2").with("n", 2).build();

    @AfterEach
    void close() {
        store.close();
    }

    private Optional<Item> read(Item item) {
        return store.get(item.key(), Consistency.STRONG);
    }

    @Test
    void knowsItsOwnInsertAgain() {
        requestInterceptor.loseTheAnswer();

        assertThat(store.write(Write.insert(first))).isEqualTo(APPLIED);
        assertThat(read(first)).contains(first);
        assertThat(requestInterceptor.count(PutItemRequest.class)).isEqualTo(2);
    }

    @Test
    void knowsItsOwnInsertsOfAGroupAgain() {
        requestInterceptor.loseTheAnswer();

        assertThat(store.writeAll(List.of(Write.insert(first), Write.insert(second))))
                .containsExactly(APPLIED, APPLIED);
        assertThat(requestInterceptor.count(BatchExecuteStatementRequest.class)).isEqualTo(2);
    }

    /** As the SDK's time-out comes out of the pool of connections. */
    @Test
    void asksAgainWhenTheConnectionWasCancelled() {
        requestInterceptor.fail(new CancellationException());

        assertThat(store.write(Write.insert(first))).isEqualTo(APPLIED);
        assertThat(read(first)).contains(first);
    }

    @Test
    void takesNobodyElsesItemForItsOwn() {
        store.write(Write.insert(first));
        requestInterceptor.loseTheAnswer();

        assertThat(store.write(Write.insert(first)))
                .isEqualTo(new WriteResult.Refused(Optional.of(first)));
    }

    @Test
    void knowsAConditionalPutAgain() {
        store.write(Write.insert(first));
        Item changed = Item.at(pk, "1").with("n", 5).build();
        requestInterceptor.loseTheAnswer();

        assertThat(store.write(new Write.Put(changed, Condition.is("n", 1)))).isEqualTo(APPLIED);
        assertThat(read(first)).contains(changed);
    }

    @Test
    void addsOnlyOnce() {
        store.write(Write.insert(first));
        List<AttributeChange> more = List.of(AttributeChange.add("n", 10));
        requestInterceptor.loseTheAnswer();

        assertThat(store.write(new Write.Update(first.key(), more, Condition.NONE)))
                .isEqualTo(APPLIED);
        assertThat(read(first).flatMap(item -> item.number("n"))).contains(11L);
        assertThat(requestInterceptor.count(UpdateItemRequest.class)).isEqualTo(2);
    }

    @Test
    void deletesWhatIsAlreadyGone() {
        store.write(Write.insert(first));
        requestInterceptor.loseTheAnswer();

        assertThat(store.write(new Write.Delete(first.key(), Condition.NONE))).isEqualTo(APPLIED);
        assertThat(read(first)).isEmpty();
    }

    @Test
    void doesATransactionOnlyOnce() {
        ItemKey lease = new ItemKey(pk, "lease");
        store.writeAll(
                List.of(
                        Write.insert(first),
                        Write.insert(second),
                        Write.insert(Item.at(pk, "lease").with("number", 3).build())));
        List<AttributeChange> more = List.of(AttributeChange.add("n", 10));
        List<Write> writes =
                List.of(
                        new Write.Update(first.key(), more, Condition.NONE),
                        new Write.Delete(second.key(), Condition.is("n", 2)));
        requestInterceptor.loseTheAnswer();

        assertThat(store.writeAll(writes, new Guard(lease, "number", 3)))
                .containsExactly(APPLIED, APPLIED);
        assertThat(read(first).flatMap(item -> item.number("n"))).contains(11L);
        assertThat(requestInterceptor.count(TransactWriteItemsRequest.class)).isEqualTo(2);
    }
}
