package io.quill.records.pull;

import com.fasterxml.jackson.core.JsonPointer;

import io.quill.records.connector.Change;
import io.quill.records.connector.Endpoint;
import io.quill.records.connector.Template;
import io.quill.records.pull.Pieces.Piece;
import io.quill.records.pull.http.PullException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads one feed the way its plan goes. */
final class Reader {
    private static final int TIMES_MOVED = 3;
    private static final int REMARKS = 20;
    private static final Outcome READ = new Outcome.Read(Optional.empty());

    /** How it went. */
    sealed interface Outcome {
        /** To its end, which may tell where the changes go on. */
        record Read(Optional<String> link) implements Outcome {}

        record Expired(String words) implements Outcome {}
    }

    private final Endpoint endpoint;
    private final ListReader lists;
    private final Addresses addresses;
    private final PageTaker taker;
    private final Catch caught;
    private final int concurrent;
    private final List<String> remarks = new ArrayList<>();

    Reader(
            Endpoint endpoint,
            ListReader lists,
            Addresses addresses,
            PageTaker taker,
            Catch caught,
            int concurrent) {
        this.endpoint = endpoint;
        this.lists = lists;
        this.addresses = addresses;
        this.taker = taker;
        this.caught = caught;
        this.concurrent = concurrent;
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    Outcome read(Route route, ParentIds parents) {
        return switch (route) {
            case Route.Whole _ -> one(lists.read(Map.of(), Map.of(), taker));
            case Route.Since(var since, Instant from) ->
                    one(lists.read(Map.of(), query(since, from, from), taker));
            case Route.FromLink(String link) -> one(lists.readFrom(link, taker));
            case Route.InPieces pieces -> inPieces(pieces);
            case Route.PerParent(var of) -> perParent(parents.of(of));
        };
    }

    private Outcome one(End end) {
        return switch (end) {
            case End.Reached reached -> new Outcome.Read(link(reached));
            case End.Expired(String words) -> new Outcome.Expired(words);
            case End.TooDeep(String words) -> throw failed("is too long to be read: " + words);
            case End.Missing _ -> throw failed("is not there");
        };
    }

    private Optional<String> link(End.Reached reached) {
        return endpoint.change().orElse(null) instanceof Change.Link(JsonPointer link)
                ? Optional.ofNullable(reached.beside().get(link))
                : Optional.empty();
    }

    private Outcome inPieces(Route.InPieces route) {
        Pieces pieces = new Pieces(route.windows(), route.from(), route.end());
        int moved = 0;
        while (!pieces.isOver() && caught.wantsMore()) {
            switch (lists.read(Map.of(), query(route, pieces.piece()), taker)) {
                case End.Reached(long records, boolean shrank, var _) -> {
                    moved = shrank ? moved + 1 : 0;
                    if (moved == 0 || isEnough(moved)) {
                        pieces.done(records == 0);
                        moved = 0;
                    }
                }
                case End.TooDeep(String words) -> {
                    if (!pieces.halve()) {
                        throw failed("is too long even in the smallest pieces: " + words);
                    }
                }
                case End.Expired(String words) -> {
                    return new Outcome.Expired(words);
                }
                case End.Missing _ -> throw failed("is not there");
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

    private Map<String, String> query(Route.InPieces route, Piece piece) {
        Instant from = piece.from().orElse(Instant.EPOCH);
        Instant to = piece.to().orElse(route.end());
        Map<String, String> query = new HashMap<>();
        piece.from().ifPresent(_ -> query.putAll(query(route.since(), from, to)));
        piece.to().ifPresent(_ -> query.putAll(query(route.until(), from, to)));
        return query;
    }

    private Map<String, String> query(Map<Template, Template> bound, Instant from, Instant to) {
        return addresses.query(
                bound,
                Map.of(
                        "from", endpoint.selector().times().written(from),
                        "to", endpoint.selector().times().written(to)));
    }

    private Outcome perParent(List<String> ids) {
        for (int first = 0; first < ids.size() && caught.wantsMore(); first += concurrent) {
            List<String> some = ids.subList(first, Math.min(first + concurrent, ids.size()));
            for (List<byte[]> records : Parallel.map(some, this::below)) {
                records.stream().takeWhile(_ -> caught.wantsMore()).forEach(caught::add);
            }
            taker.end(OptionalLong.of(ids.size()));
        }
        return READ;
    }

    private List<byte[]> below(String parent) {
        Buffer buffer = new Buffer();
        return switch (lists.read(Map.of("id", parent), Map.of(), buffer)) {
            case End.Reached _ -> buffer.records();
            case End.Missing _ -> {
                remark(parent + " is not there");
                yield List.of();
            }
            case End.TooDeep(String words) -> throw failed(parent + " is too long: " + words);
            case End.Expired(String words) -> throw failed(parent + " has expired: " + words);
        };
    }

    /** From several threads; more than a person reads is left out. */
    private synchronized void remark(String words) {
        if (remarks.size() < REMARKS) {
            remarks.add(endpoint.entity() + " " + words);
        }
    }

    private PullException failed(String words) {
        return new PullException(endpoint.entity() + " " + words);
    }
}
