package io.quill.sandbox.nexudus;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The records of one kind, in the order of their ids. */
final class Shelf {
    private final ConcurrentSkipListMap<Long, Row> rows = new ConcurrentSkipListMap<>();
    private final AtomicLong changes = new AtomicLong();
    // whoever reads one page of a list reads the others next
    private List<Row> sorted = List.of();
    private Object asked = "";
    private long sortedAt = -1;

    void put(ObjectNode record) {
        Row row = Row.of(record);
        rows.put(row.id(), row);
        changes.incrementAndGet();
    }

    Optional<Row> find(long id) {
        return Optional.ofNullable(rows.get(id));
    }

    void remove(long id) {
        rows.remove(id);
        changes.incrementAndGet();
    }

    void clear() {
        rows.clear();
        changes.incrementAndGet();
    }

    long size() {
        return rows.size();
    }

    /** Those that a list asks for, as far as a page has them; and how many there are at all. */
    synchronized Found find(Listing listing, long skip) {
        if (!listing.question().equals(asked) || sortedAt != changes.get()) {
            sortedAt = changes.get();
            sorted = sorted(listing);
            asked = listing.question();
        }
        int from = (int) Math.min(skip, sorted.size());
        int to = Math.min(from + listing.size(), sorted.size());
        return new Found(sorted.subList(from, to), sorted.size());
    }

    private List<Row> sorted(Listing listing) {
        List<Row> fitting = new ArrayList<>();
        for (Row row : rows.values()) {
            if (listing.fits().test(row)) {
                fitting.add(row);
            }
        }
        if (!listing.orderBy().equals("Id") || listing.descending()) {
            Comparator<Row> order = Comparator.comparing(row -> row.field(listing.orderBy()));
            fitting.sort(listing.descending() ? order.reversed() : order);
        }
        return List.copyOf(fitting);
    }

    record Found(List<Row> page, long total) {}
}
