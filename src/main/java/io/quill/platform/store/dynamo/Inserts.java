package io.quill.platform.store.dynamo;

import io.quill.platform.store.GroupCommit;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Inserts in groups, each in one round trip. A PartiQL INSERT is a put on the condition that
 * nothing is there, at the price of a plain put, and each answers for itself; but equal keys in one
 * call fail the whole call, and a refusal does not say what stood in the way. So only the first of
 * equal keys is sent, and what was refused is looked at once more with a put of its own.
 */
final class Inserts implements AutoCloseable {
    private static final int MOST_STATEMENTS = 25;
    private static final int MOST_BYTES = 2_000_000;

    /** More of them would make the groups smaller: four carry some thousand inserts a second. */
    private static final int CALLS_AT_ONCE = 4;

    /** What became of one item of a group; a fault of one is not a fault of its neighbours. */
    private sealed interface Answer {
        record Done(WriteResult result) implements Answer {}

        record Failed(StoreException fault) implements Answer {}
    }

    private static final Answer DONE = new Answer.Done(WriteResult.APPLIED);

    private final Connection connection;
    private final SingleWrites singles;
    private final Parallel parallel;
    private final GroupCommit<Item, Answer> groups;

    Inserts(Connection connection, SingleWrites singles, Parallel parallel) {
        this.connection = connection;
        this.singles = singles;
        this.parallel = parallel;
        this.groups =
                new GroupCommit<>(
                        "dynamo-inserts",
                        CALLS_AT_ONCE,
                        MOST_STATEMENTS,
                        group -> eachKeyOnce(group, this::send));
    }

    List<WriteResult> insert(List<Item> items) {
        return eachKeyOnce(items, groups::submitAll).stream().map(Inserts::result).toList();
    }

    @Override
    public void close() {
        groups.close();
    }

    private static WriteResult result(Answer answer) {
        return switch (answer) {
            case Answer.Done(WriteResult result) -> result;
            case Answer.Failed(StoreException fault) -> throw fault;
        };
    }

    private List<Answer> eachKeyOnce(List<Item> items, Function<List<Item>, List<Answer>> insert) {
        Map<Key, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            places.computeIfAbsent(items.get(i).key(), _ -> new ArrayList<>()).add(i);
        }
        List<Integer> firsts = places.values().stream().map(List::getFirst).toList();
        List<Answer> given = insert.apply(firsts.stream().map(items::get).toList());
        SortedMap<Integer, Answer> answers = new TreeMap<>();
        for (int i = 0; i < given.size(); i++) {
            Answer answer = given.get(i);
            Item first = items.get(firsts.get(i));
            answers.put(firsts.get(i), answer);
            places.getOrDefault(first.key(), List.of()).stream()
                    .skip(1)
                    .forEach(place -> answers.put(place, later(items.get(place), first, answer)));
        }
        return List.copyOf(answers.values());
    }

    private Answer later(Item item, Item first, Answer answer) {
        if (!(answer instanceof Answer.Done(WriteResult.Applied _))) {
            return answer;
        }
        return first.expired(connection.now())
                ? alone(claim(item), false)
                : new Answer.Done(new WriteResult.Refused(Optional.of(first)));
    }

    private List<Answer> send(List<Item> items) {
        if (items.size() == 1) {
            return List.of(alone(claim(items.getFirst()), false));
        }
        if (items.stream().mapToInt(Item::size).sum() > MOST_BYTES) {
            return sendInHalves(items);
        }
        List<Claim> claims = items.stream().map(this::claim).toList();
        try {
            Connection.Asked<List<BatchStatementResponse>> asked = execute(claims);
            return answers(claims, asked.answer(), asked.again());
        } catch (StoreException e) {
            if (!Faults.malformed(e)) {
                throw e;
            }
            return parallel.all(claims, claim -> alone(claim, false));
        }
    }

    /** What is too much for one call on a slow line would fail for ever. */
    private List<Answer> sendInHalves(List<Item> items) {
        int half = items.size() / 2;
        List<Answer> answers = new ArrayList<>(send(items.subList(0, half)));
        answers.addAll(send(items.subList(half, items.size())));
        return answers;
    }

    private List<Answer> answers(
            List<Claim> claims, List<BatchStatementResponse> responses, boolean wereSentAgain) {
        List<Claim> notDone =
                IntStream.range(0, claims.size())
                        .filter(i -> responses.get(i).error() != null)
                        .mapToObj(claims::get)
                        .toList();
        Iterator<Answer> alone =
                parallel.all(notDone, claim -> alone(claim, wereSentAgain)).iterator();
        return responses.stream()
                .map(response -> response.error() == null ? DONE : alone.next())
                .toList();
    }

    private Connection.Asked<List<BatchStatementResponse>> execute(List<Claim> claims) {
        List<BatchStatementRequest> statements = claims.stream().map(this::statement).toList();
        return connection.asked(
                () ->
                        connection
                                .client()
                                .batchExecuteStatement(batch -> batch.statements(statements))
                                .responses());
    }

    private BatchStatementRequest statement(Claim claim) {
        Item item = ((Write.Put) claim.form()).item();
        Map<String, AttributeValue> map = new TreeMap<>(ItemMap.of(item, claim.token()));
        String fields =
                map.keySet().stream()
                        .map(name -> "'" + name.replace("'", "''") + "': ?")
                        .collect(Collectors.joining(", ", "{", "}"));
        return BatchStatementRequest.builder()
                .statement("INSERT INTO \"" + connection.table() + "\" VALUE " + fields)
                .parameters(map.values())
                .build();
    }

    /** A put of its own finds out what a statement does not say, and retries what was throttled. */
    private Answer alone(Claim claim, boolean wasSent) {
        try {
            return new Answer.Done(singles.write(claim, wasSent));
        } catch (StoreException e) {
            return new Answer.Failed(e);
        }
    }

    private Claim claim(Item item) {
        return Claim.on(Write.insert(item), connection.token());
    }
}
