package io.quill.records.pull;

import com.fasterxml.jackson.core.JsonPointer;

import io.quill.records.connector.Endpoint;
import io.quill.records.connector.IncrementalSync;
import io.quill.records.connector.Template;
import io.quill.records.pull.TimeWindowIterator.Piece;
import io.quill.records.pull.http.PullException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a feed by the strategy of its plan. */
final class FeedReader {
    private static final int TIMES_MOVED = 3;
    private static final int REMARKS = 20;
    private static final Outcome READ = new Outcome.Read(Optional.empty());

    /** Result of reading a feed. */
    sealed interface Outcome {
        /** Read to its end, which may say where the changes continue. */
        record Read(Optional<String> link) implements Outcome {}

        record Expired(String words) implements Outcome {}
    }

    private final Endpoint endpoint;
    private final ListReader lists;
    private final ServiceUriBuilder serviceUriBuilder;
    private final PageConsumer taker;
    private final LoadWriter caught;
    private final int concurrent;
    private final List<String> remarks = new ArrayList<>();

    FeedReader(
            Endpoint endpoint,
            ListReader lists,
            ServiceUriBuilder serviceUriBuilder,
            PageConsumer taker,
            LoadWriter caught,
            int concurrent) {
        this.endpoint = endpoint;
        this.lists = lists;
        this.serviceUriBuilder = serviceUriBuilder;
        this.taker = taker;
        this.caught = caught;
        this.concurrent = concurrent;
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    Outcome read(ReadStrategy readStrategy, SelectedIds parents) {
        return switch (readStrategy) {
            case ReadStrategy.Whole _ -> result(lists.read(Map.of(), Map.of(), taker));
            case ReadStrategy.Since(var since, Instant from) ->
                    result(lists.read(Map.of(), query(since, from, from), taker));
            case ReadStrategy.FromLink(String link) -> result(lists.readFrom(link, taker));
            case ReadStrategy.InPieces pieces -> inPieces(pieces);
            case ReadStrategy.PerParent(var of) -> perParent(parents.of(of));
        };
    }

    private Outcome result(ListResult listResult) {
        return switch (listResult) {
            case ListResult.Reached reached -> new Outcome.Read(link(reached));
            case ListResult.Expired(String words) -> new Outcome.Expired(words);
            case ListResult.TooDeep(String words) ->
                    throw failed("is too long to be read: " + words);
            case ListResult.Missing _ -> throw failed("is not there");
        };
    }

    private Optional<String> link(ListResult.Reached reached) {
        return endpoint.change().orElse(null) instanceof IncrementalSync.Link(JsonPointer link)
                ? Optional.ofNullable(reached.beside().get(link))
                : Optional.empty();
    }

    private Outcome inPieces(ReadStrategy.InPieces route) {
        TimeWindowIterator timeWindowIterator =
                new TimeWindowIterator(route.windows(), route.from(), route.end());
        int moved = 0;
        while (!timeWindowIterator.isOver() && caught.wantsMore()) {
            switch (lists.read(Map.of(), query(route, timeWindowIterator.current()), taker)) {
                case ListResult.Reached(long records, boolean shrank, var _) -> {
                    moved = shrank ? moved + 1 : 0;
                    if (moved == 0 || isEnough(moved)) {
                        timeWindowIterator.advance(records == 0);
                        moved = 0;
                    }
                }
                case ListResult.TooDeep(String words) -> {
                    if (!timeWindowIterator.halve()) {
                        throw failed("is too long even in the smallest pieces: " + words);
                    }
                }
                case ListResult.Expired(String words) -> {
                    return new Outcome.Expired(words);
                }
                case ListResult.Missing _ -> throw failed("is not there");
            }
        }
        return READ;
    }

    /** A piece that became shorter while it was read is read again, but not for ever. */
    private boolean isEnough(int moved) {
        if (moved == TIMES_MOVED) {
            remark("kept changing while it was read; what was missed comes with a full pull");
        }
        return moved == TIMES_MOVED;
    }

    private Map<String, String> query(ReadStrategy.InPieces route, Piece piece) {
        Instant from = piece.from().orElse(Instant.EPOCH);
        Instant to = piece.to().orElse(route.end());
        Map<String, String> query = new HashMap<>();
        piece.from().ifPresent(_ -> query.putAll(query(route.since(), from, to)));
        piece.to().ifPresent(_ -> query.putAll(query(route.until(), from, to)));
        return query;
    }

    private Map<String, String> query(Map<Template, Template> bound, Instant from, Instant to) {
        return serviceUriBuilder.query(
                bound,
                Map.of(
                        "from", endpoint.selector().times().format(from),
                        "to", endpoint.selector().times().format(to)));
    }

    private Outcome perParent(List<String> ids) {
        for (int first = 0; first < ids.size() && caught.wantsMore(); first += concurrent) {
            List<String> some = ids.subList(first, Math.min(first + concurrent, ids.size()));
            for (List<byte[]> records : ParallelRequests.map(some, this::readChildren)) {
                records.stream().takeWhile(_ -> caught.wantsMore()).forEach(caught::add);
            }
            taker.end(OptionalLong.of(ids.size()));
        }
        return READ;
    }

    private List<byte[]> readChildren(String parent) {
        BufferingConsumer bufferingConsumer = new BufferingConsumer();
        return switch (lists.read(Map.of("id", parent), Map.of(), bufferingConsumer)) {
            case ListResult.Reached _ -> bufferingConsumer.records();
            case ListResult.Missing _ -> {
                remark(parent + " is not there");
                yield List.of();
            }
            case ListResult.TooDeep(String words) ->
                    throw failed(parent + " is too long: " + words);
            case ListResult.Expired(String words) ->
                    throw failed(parent + " has expired: " + words);
        };
    }

    /** Adds a remark, from any thread, up to a limit. */
    private synchronized void remark(String words) {
        if (remarks.size() < REMARKS) {
            remarks.add(endpoint.entity() + " " + words);
        }
    }

    private PullException failed(String words) {
        return new PullException(endpoint.entity() + " " + words);
    }
}
