package io.quill.platform.store.dynamo;

import io.quill.platform.store.Change;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLost;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
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
 * One call's writes under a guard, in transactions that check the guard. A transaction is all or
 * nothing, so what it was cancelled for answers for itself, and the rest is sent again; and it
 * takes each key once, so a key's later writes go into later ones.
 */
final class GuardedWrites {
    private static final int MOST_WRITES = 99;
    private static final int MOST_BYTES = 3_500_000;

    private final Connection connection;
    private final Guard guard;
    private final Consequences consequences;
    private final SortedMap<Integer, Claim> pending = new TreeMap<>();
    private final SortedMap<Integer, WriteResult> results = new TreeMap<>();
    private Backoff backoff;
    private int mostWrites = MOST_WRITES;

    GuardedWrites(
            Connection connection,
            Guard guard,
            Consequences consequences,
            List<? extends Write> writes) {
        this.connection = connection;
        this.guard = guard;
        this.consequences = consequences;
        this.backoff = connection.backoff();
        for (int i = 0; i < writes.size(); i++) {
            pending.put(i, Claim.on(writes.get(i), connection.token()));
        }
    }

    List<WriteResult> run() {
        while (!pending.isEmpty()) {
            SortedMap<Integer, Claim> group = nextGroup();
            try {
                transact(group);
            } catch (StoreException e) {
                if (!Faults.malformed(e) || group.size() == 1) {
                    throw Faults.naming(group.firstEntry().getValue().write().key(), e);
                }
                // What counts is the size of the items once updated, which only DynamoDB knows.
                mostWrites = group.size() / 2;
            }
        }
        return List.copyOf(results.values());
    }

    private SortedMap<Integer, Claim> nextGroup() {
        SortedMap<Integer, Claim> group = new TreeMap<>();
        Set<Key> keys = new HashSet<>();
        int bytes = 0;
        for (Map.Entry<Integer, Claim> each : pending.entrySet()) {
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

    private void transact(SortedMap<Integer, Claim> group) {
        Map<Key, Item> before = consequences.before(writes(group));
        List<Write.Update> sums = consequences.sums(writes(group), before);
        while (group.size() > 1 && group.size() + sums.size() > MOST_WRITES) {
            group.pollLastEntry();
            sums = consequences.sums(writes(group), before);
        }
        Instant now = connection.now();
        List<CancellationReason> reasons = send(group, sums, now);
        if (reasons.isEmpty()) {
            group.keySet().forEach(place -> settle(place, WriteResult.APPLIED));
            backoff = connection.backoff();
            return;
        }
        if (refused(reasons.getFirst())) {
            throw new GuardLost(guard);
        }
        int i = 1;
        for (Map.Entry<Integer, Claim> each : group.entrySet()) {
            heed(each.getKey(), each.getValue(), reasons.get(i++), now);
        }
        reasons.stream()
                .map(CancellationReason::code)
                .filter(Faults::passing)
                .findFirst()
                .ifPresent(code -> backoff.again(Faults.passed(code, connection.table())));
    }

    /**
     * Why it was cancelled: one reason for the guard, one for each write and each sum that follows
     * from them; none if it was not.
     */
    private List<CancellationReason> send(
            SortedMap<Integer, Claim> group, List<Write.Update> sums, Instant now) {
        List<TransactWriteItem> parts = new ArrayList<>();
        parts.add(Prepared.of(guard, connection.table(), now));
        group.values()
                .forEach(claim -> parts.add(Prepared.of(claim, now).within(connection.table())));
        sums.stream()
                .map(sum -> Claim.on(sum, connection.token()))
                .forEach(claim -> parts.add(Prepared.of(claim, now).within(connection.table())));
        // Under its token a transaction that was done, but whose answer was lost, is done once.
        TransactWriteItemsRequest request =
                TransactWriteItemsRequest.builder()
                        .transactItems(parts)
                        .clientRequestToken(connection.token())
                        .build();
        return connection.ask(
                () -> {
                    try {
                        connection.client().transactWriteItems(request);
                        return List.of();
                    } catch (TransactionCanceledException e) {
                        if (e.cancellationReasons().isEmpty()) {
                            throw Faults.passed("cancelled, without a reason", connection.table());
                        }
                        return e.cancellationReasons();
                    }
                });
    }

    private static List<Write> writes(SortedMap<Integer, Claim> group) {
        return group.values().stream().map(Claim::write).toList();
    }

    private void heed(int place, Claim claim, CancellationReason reason, Instant now) {
        if (refused(reason)) {
            Optional<WriteResult> result = claim.judge(reason.item(), now);
            result.ifPresent(settled -> settle(place, settled));
            if (result.isEmpty()) {
                pending.put(place, claim.against(reason.item(), now));
            }
        } else if (!reason.code().equals("None") && !Faults.passing(reason.code())) {
            StoreException fault =
                    Faults.refused(
                            reason.code(), String.valueOf(reason.message()), connection.table());
            throw Faults.naming(claim.write().key(), fault);
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

    private static int size(Change change) {
        return change instanceof Change.Set(String name, Value value)
                ? new Item(new Key("-", "-"), Map.of(name, value)).size()
                : change.name().length();
    }
}
