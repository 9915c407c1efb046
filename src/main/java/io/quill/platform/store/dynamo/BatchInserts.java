package io.quill.platform.store.dynamo;

import io.quill.platform.store.GroupCommit;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
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
 * Inserts in groups by PartiQL, one round trip each. Equal keys would fail the whole call, so only
 * the first is sent; a refused one is put again alone, to learn what was there.
 */
final class BatchInserts implements AutoCloseable {
    private static final int MOST_STATEMENTS = 25;
    private static final int MOST_BYTES = 2_000_000;

    /**
     * Calls at once; more would make the groups smaller, and four carry some thousand inserts a
     * second.
     */
    private static final int CALLS_AT_ONCE = 4;

    /** Result for one item of a group; the others do not share its fault. */
    private sealed interface Answer {
        record Done(WriteResult result) implements Answer {}

        record Failed(StoreException fault) implements Answer {}
    }

    private static final Answer DONE = new Answer.Done(WriteResult.APPLIED);

    private final DynamoConnection dynamoConnection;
    private final SingleWrites singles;
    private final BoundedParallel boundedParallel;
    private final GroupCommit<Item, Answer> groups;

    BatchInserts(
            DynamoConnection dynamoConnection,
            SingleWrites singles,
            BoundedParallel boundedParallel) {
        this.dynamoConnection = dynamoConnection;
        this.singles = singles;
        this.boundedParallel = boundedParallel;
        this.groups =
                new GroupCommit<>(
                        "dynamo-inserts",
                        CALLS_AT_ONCE,
                        MOST_STATEMENTS,
                        group -> eachKeyOnce(group, this::send));
    }

    List<WriteResult> insert(List<Item> items) {
        return eachKeyOnce(items, groups::submitAll).stream().map(BatchInserts::result).toList();
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
        Map<ItemKey, List<Integer>> places = new LinkedHashMap<>();
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
                    .forEach(
                            place ->
                                    answers.put(place, duplicate(items.get(place), first, answer)));
        }
        return List.copyOf(answers.values());
    }

    private Answer duplicate(Item item, Item first, Answer answer) {
        if (!(answer instanceof Answer.Done(WriteResult.Applied _))) {
            return answer;
        }
        return first.expired(dynamoConnection.now())
                ? insertAlone(claim(item), false)
                : new Answer.Done(new WriteResult.Refused(Optional.of(first)));
    }

    private List<Answer> send(List<Item> items) {
        if (items.size() == 1) {
            return List.of(insertAlone(claim(items.getFirst()), false));
        }
        if (items.stream().mapToInt(Item::size).sum() > MOST_BYTES) {
            return sendInHalves(items);
        }
        List<TaggedWrite> claims = items.stream().map(this::claim).toList();
        try {
            DynamoConnection.Asked<List<BatchStatementResponse>> asked = execute(claims);
            return answers(claims, asked.answer(), asked.again());
        } catch (StoreException e) {
            if (!DynamoErrors.malformed(e)) {
                throw e;
            }
            return boundedParallel.all(claims, taggedWrite -> insertAlone(taggedWrite, false));
        }
    }

    /** Sends in halves, since a call too large for a slow line would fail for ever. */
    private List<Answer> sendInHalves(List<Item> items) {
        int half = items.size() / 2;
        List<Answer> answers = new ArrayList<>(send(items.subList(0, half)));
        answers.addAll(send(items.subList(half, items.size())));
        return answers;
    }

    private List<Answer> answers(
            List<TaggedWrite> claims,
            List<BatchStatementResponse> responses,
            boolean wereSentAgain) {
        List<TaggedWrite> notDone =
                IntStream.range(0, claims.size())
                        .filter(i -> responses.get(i).error() != null)
                        .mapToObj(claims::get)
                        .toList();
        Iterator<Answer> alone =
                boundedParallel
                        .all(notDone, taggedWrite -> insertAlone(taggedWrite, wereSentAgain))
                        .iterator();
        return responses.stream()
                .map(response -> response.error() == null ? DONE : alone.next())
                .toList();
    }

    private DynamoConnection.Asked<List<BatchStatementResponse>> execute(List<TaggedWrite> claims) {
        List<BatchStatementRequest> statements = claims.stream().map(this::statement).toList();
        return dynamoConnection.callCounted(
                () ->
                        dynamoConnection
                                .client()
                                .batchExecuteStatement(batch -> batch.statements(statements))
                                .responses());
    }

    private BatchStatementRequest statement(TaggedWrite taggedWrite) {
        Item item = ((Write.Put) taggedWrite.form()).item();
        Map<String, AttributeValue> map = new TreeMap<>(ItemMapper.of(item, taggedWrite.token()));
        String fields =
                map.keySet().stream()
                        .map(name -> "'" + name.replace("'", "''") + "': ?")
                        .collect(Collectors.joining(", ", "{", "}"));
        return BatchStatementRequest.builder()
                .statement("INSERT INTO \"" + dynamoConnection.table() + "\" VALUE " + fields)
                .parameters(map.values())
                .build();
    }

    /** Puts one item alone, which tells what a statement does not, and retries. */
    private Answer insertAlone(TaggedWrite taggedWrite, boolean wasSent) {
        try {
            return new Answer.Done(singles.write(taggedWrite, wasSent));
        } catch (StoreException e) {
            return new Answer.Failed(e);
        }
    }

    private TaggedWrite claim(Item item) {
        return TaggedWrite.of(Write.insert(item), dynamoConnection.token());
    }
}
