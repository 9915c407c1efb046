package io.quill.platform.store.dynamo;

import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.Value;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes under a guard, in transactions that check it. What a transaction was cancelled for answers
 * for itself and the rest is sent again; a key's later writes go into later transactions.
 */
final class GuardedWrites {
    private static final int MOST_WRITES = 99;
    private static final int MOST_BYTES = 3_500_000;

    private final DynamoConnection dynamoConnection;
    private final Guard guard;
    private final CounterEffects counterEffects;
    private final SortedMap<Integer, TaggedWrite> pending = new TreeMap<>();
    private final SortedMap<Integer, WriteResult> results = new TreeMap<>();
    private DynamoBackoff dynamoBackoff;
    private int mostWrites = MOST_WRITES;

    GuardedWrites(
            DynamoConnection dynamoConnection,
            Guard guard,
            CounterEffects counterEffects,
            List<? extends Write> writes) {
        this.dynamoConnection = dynamoConnection;
        this.guard = guard;
        this.counterEffects = counterEffects;
        this.dynamoBackoff = dynamoConnection.backoff();
        for (int i = 0; i < writes.size(); i++) {
            pending.put(i, TaggedWrite.of(writes.get(i), dynamoConnection.token()));
        }
    }

    List<WriteResult> run() {
        while (!pending.isEmpty()) {
            SortedMap<Integer, TaggedWrite> group = nextGroup();
            try {
                transact(group);
            } catch (StoreException e) {
                if (!DynamoErrors.malformed(e) || group.size() == 1) {
                    throw DynamoErrors.withKey(group.firstEntry().getValue().write().key(), e);
                }
                // What counts is the size of the items once updated, which only DynamoDB knows.
                mostWrites = group.size() / 2;
            }
        }
        return List.copyOf(results.values());
    }

    private SortedMap<Integer, TaggedWrite> nextGroup() {
        SortedMap<Integer, TaggedWrite> group = new TreeMap<>();
        Set<ItemKey> keys = new HashSet<>();
        int bytes = 0;
        for (Map.Entry<Integer, TaggedWrite> each : pending.entrySet()) {
            bytes += size(each.getValue().form());
            if (group.size() == mostWrites || (bytes > MOST_BYTES && !group.isEmpty())) {
                break;
            }
            if (keys.add(each.getValue().write().key())) {
                group.put(each.getKey(), each.getValue());
            }
        }
        return group;
    }

    private void transact(SortedMap<Integer, TaggedWrite> group) {
        Map<ItemKey, Item> before = counterEffects.before(writes(group));
        List<Write.Update> sums = counterEffects.sums(writes(group), before);
        while (group.size() > 1 && group.size() + sums.size() > MOST_WRITES) {
            group.pollLastEntry();
            sums = counterEffects.sums(writes(group), before);
        }
        Instant now = dynamoConnection.now();
        List<CancellationReason> reasons = send(group, sums, now);
        if (reasons.isEmpty()) {
            group.keySet().forEach(place -> settle(place, WriteResult.APPLIED));
            dynamoBackoff = dynamoConnection.backoff();
            return;
        }
        if (refused(reasons.getFirst())) {
            throw new GuardLostException(guard);
        }
        int i = 1;
        for (Map.Entry<Integer, TaggedWrite> each : group.entrySet()) {
            handle(each.getKey(), each.getValue(), reasons.get(i++), now);
        }
        reasons.stream()
                .map(CancellationReason::code)
                .filter(DynamoErrors::isTransient)
                .findFirst()
                .ifPresent(
                        code ->
                                dynamoBackoff.pauseOrThrow(
                                        DynamoErrors.overloaded(code, dynamoConnection.table())));
    }

    /**
     * Sends a transaction and returns why it was cancelled: a reason for the guard, one for each
     * write, and one for each sum; empty if it was not.
     */
    private List<CancellationReason> send(
            SortedMap<Integer, TaggedWrite> group, List<Write.Update> sums, Instant now) {
        List<TransactWriteItem> parts = new ArrayList<>();
        parts.add(PreparedWrite.of(guard, dynamoConnection.table(), now));
        group.values()
                .forEach(
                        taggedWrite ->
                                parts.add(
                                        PreparedWrite.of(taggedWrite, now)
                                                .transactionItem(dynamoConnection.table())));
        sums.stream()
                .map(sum -> TaggedWrite.of(sum, dynamoConnection.token()))
                .forEach(
                        taggedWrite ->
                                parts.add(
                                        PreparedWrite.of(taggedWrite, now)
                                                .transactionItem(dynamoConnection.table())));
        // Under its token a transaction that was done, but whose answer was lost, is done once.
        TransactWriteItemsRequest request =
                TransactWriteItemsRequest.builder()
                        .transactItems(parts)
                        .clientRequestToken(dynamoConnection.token())
                        .build();
        return dynamoConnection.call(
                () -> {
                    try {
                        dynamoConnection.client().transactWriteItems(request);
                        return List.of();
                    } catch (TransactionCanceledException e) {
                        if (e.cancellationReasons().isEmpty()) {
                            throw DynamoErrors.overloaded(
                                    "cancelled, without a reason", dynamoConnection.table());
                        }
                        return e.cancellationReasons();
                    }
                });
    }

    private static List<Write> writes(SortedMap<Integer, TaggedWrite> group) {
        return group.values().stream().map(TaggedWrite::write).toList();
    }

    private void handle(
            int place, TaggedWrite taggedWrite, CancellationReason reason, Instant now) {
        if (refused(reason)) {
            Optional<WriteResult> result = taggedWrite.result(reason.item(), now);
            result.ifPresent(settled -> settle(place, settled));
            if (result.isEmpty()) {
                pending.put(place, taggedWrite.adaptTo(reason.item(), now));
            }
        } else if (!reason.code().equals("None") && !DynamoErrors.isTransient(reason.code())) {
            StoreException fault =
                    DynamoErrors.refused(
                            reason.code(),
                            String.valueOf(reason.message()),
                            dynamoConnection.table());
            throw DynamoErrors.withKey(taggedWrite.write().key(), fault);
        }
    }

    private void settle(int place, WriteResult result) {
        pending.remove(place);
        results.put(place, result);
    }

    private static boolean refused(CancellationReason reason) {
        return "ConditionalCheckFailed".equals(reason.code());
    }

    private static int size(Write write) {
        return switch (write) {
            case Write.Put(Item item, _) -> item.size();
            case Write.Update update ->
                    update.changes().stream().mapToInt(GuardedWrites::size).sum();
            case Write.Delete _ -> 0;
        };
    }

    private static int size(AttributeChange attributeChange) {
        return attributeChange instanceof AttributeChange.Set(String name, Value value)
                ? new Item(new ItemKey("-", "-"), Map.of(name, value)).size()
                : attributeChange.name().length();
    }
}
