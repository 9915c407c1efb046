package io.quill.platform.store.dynamo;

import static io.quill.platform.store.WriteResult.APPLIED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.platform.store.Consistency;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** DynamoDB is there, but refuses for the moment. */
@Timeout(60)
class OverloadTest {
    private final RequestInterceptor requestInterceptor = new RequestInterceptor();
    private final PartialFailureInterceptor partial = new PartialFailureInterceptor();
    private final List<Duration> pauses = new ArrayList<>();
    private final DynamoSettings settings = DynamoLocal.table(OverloadTest.class);
    private final DynamoStore store =
            new DynamoStore(
                    new DynamoConnection(
                            DynamoClients.open(settings, requestInterceptor, partial),
                            settings.table(),
                            new SettableClock(Instant.parse("2100-01-01T00:00:00Z")),
                            RandomGenerator.getDefault(),
                            pauses::add));
    private final String pk = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        store.close();
    }

    private List<Write> inserts(int number) {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            writes.add(Write.insert(Item.at(pk, "k" + i).with("n", i).build()));
        }
        return writes;
    }

    private static DynamoDbException refusal(int status, String code) {
        return (DynamoDbException)
                DynamoDbException.builder()
                        .statusCode(status)
                        .message("made up")
                        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                        .build();
    }

    private static TransactionCanceledException cancelled(String... codes) {
        List<CancellationReason> reasons = new ArrayList<>();
        for (String code : codes) {
            reasons.add(CancellationReason.builder().code(code).build());
        }
        return TransactionCanceledException.builder()
                .cancellationReasons(reasons)
                .statusCode(400)
                .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode("TransactionCanceledException").build())
                .build();
    }

    @Test
    void waitsLongerAfterEachFailureAndThenGoesOn() {
        requestInterceptor.fail(refusal(400, "ThrottlingException"));
        requestInterceptor.fail(refusal(400, "ProvisionedThroughputExceededException"));
        requestInterceptor.fail(refusal(500, "InternalServerError"));

        assertThat(store.write(inserts(1).getFirst())).isEqualTo(APPLIED);
        assertThat(pauses).hasSize(3).isSorted();
        assertThat(requestInterceptor.count(PutItemRequest.class)).isEqualTo(4);
    }

    @Test
    void saysSoWhenItHasBeenEnough() {
        for (int i = 0; i < 6; i++) {
            requestInterceptor.fail(refusal(400, "ThrottlingException"));
        }

        assertThatThrownBy(() -> store.write(inserts(1).getFirst()))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.UNAVAILABLE));
        assertThat(requestInterceptor.count(PutItemRequest.class)).isEqualTo(6);
        assertThat(store.write(inserts(1).getFirst())).isEqualTo(APPLIED);
    }

    @Test
    void repeatsOfAGroupOnlyWhatWasThrottled() {
        partial.throttle(1, 3);

        assertThat(store.writeAll(inserts(5))).hasSize(5).containsOnly(APPLIED);
        assertThat(requestInterceptor.count(BatchExecuteStatementRequest.class)).isEqualTo(1);
        assertThat(requestInterceptor.count(PutItemRequest.class)).isEqualTo(2);
        assertThat(store.get(new ItemKey(pk, "k3"), Consistency.STRONG)).isPresent();
    }

    @Test
    void doesOneByOneWhatIsNotTakenAsAGroup() {
        requestInterceptor.fail(refusal(400, "ValidationException"));

        assertThat(store.writeAll(inserts(5))).hasSize(5).containsOnly(APPLIED);
        assertThat(requestInterceptor.count(PutItemRequest.class)).isEqualTo(5);
    }

    @Test
    void repeatsATransactionThatMetAnother() {
        Guard guard = lease();
        requestInterceptor.fail(cancelled("None", "TransactionConflict", "None"));
        requestInterceptor.fail(cancelled("TransactionConflict", "None", "None"));

        assertThat(store.writeAll(inserts(2), guard)).containsExactly(APPLIED, APPLIED);
        assertThat(requestInterceptor.count(TransactWriteItemsRequest.class)).isEqualTo(3);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void takesACancellationWithoutReasonsForNoAnswer() {
        Guard guard = lease();
        requestInterceptor.fail(cancelled());

        assertThatThrownBy(() -> store.writeAll(inserts(2), guard))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("without a reason");
        assertThat(store.get(new ItemKey(pk, "k0"), Consistency.STRONG)).isEmpty();
    }

    @Test
    void stopsWhereTheGuardIsLostWhileOthersAreRefused() {
        Guard guard = lease();
        requestInterceptor.fail(cancelled("ConditionalCheckFailed", "TransactionConflict", "None"));

        assertThatThrownBy(() -> store.writeAll(inserts(2), guard))
                .isInstanceOf(GuardLostException.class);
    }

    @Test
    void halvesATransactionThatIsTooMuch() {
        Guard guard = lease();
        requestInterceptor.fail(refusal(400, "ValidationException"));

        assertThat(store.writeAll(inserts(4), guard)).hasSize(4).containsOnly(APPLIED);
        assertThat(requestInterceptor.count(TransactWriteItemsRequest.class)).isEqualTo(3);
    }

    private Guard lease() {
        WriteResult made =
                store.write(Write.insert(Item.at(pk, "lease").with("number", 1).build()));
        assertThat(made).isEqualTo(APPLIED);
        return new Guard(new ItemKey(pk, "lease"), "number", 1);
    }
}
