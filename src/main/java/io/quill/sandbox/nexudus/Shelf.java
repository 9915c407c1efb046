package io.quill.sandbox.nexudus;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The records of one kind, in the order of their ids. */
final class Shelf {
    private final ConcurrentSkipListMap<Long, Row> rows = new ConcurrentSkipListMap<>();

    void put(ObjectNode record) {
        Row row = Row.of(record);
        rows.put(row.id(), row);
    }

    Optional<Row> find(long id) {
        return Optional.ofNullable(rows.get(id));
    }

    void remove(long id) {
        rows.remove(id);
    }

    void clear() {
        rows.clear();
    }

    long size() {
        return rows.size();
    }

    /** Those that fit, in the order wanted, as far as a page has them; and how many fit at all. */
    Found find(Predicate<Row> fits, String orderBy, boolean descending, long skip, int size) {
        List<Row> fitting = rows.values().stream().filter(fits).toList();
        Stream<Row> sorted = fitting.stream();
        if (!orderBy.equals("Id") || descending) {
            Comparator<Row> order = Comparator.comparing(row -> row.field(orderBy));
            sorted = sorted.sorted(descending ? order.reversed() : order);
        }
        return new Found(sorted.skip(skip).limit(size).toList(), fitting.size());
    }

    record Found(List<Row> page, long total) {}
}
