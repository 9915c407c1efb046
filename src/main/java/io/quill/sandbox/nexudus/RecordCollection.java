package io.quill.sandbox.nexudus;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The records of one kind, in the order of their ids. */
final class RecordCollection {
    private final ConcurrentSkipListMap<Long, NexudusRecord> rows = new ConcurrentSkipListMap<>();
    private final AtomicLong changes = new AtomicLong();
    // whoever reads one page of a list reads the others next
    private List<NexudusRecord> sorted = List.of();
    private Object asked = "";
    private long sortedAt = -1;

    void put(ObjectNode record) {
        NexudusRecord nexudusRecord = NexudusRecord.of(record);
        rows.put(nexudusRecord.id(), nexudusRecord);
        changes.incrementAndGet();
    }

    Optional<NexudusRecord> find(long id) {
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
    synchronized Found find(ListRequest listRequest, long skip) {
        if (!listRequest.question().equals(asked) || sortedAt != changes.get()) {
            sortedAt = changes.get();
            sorted = sorted(listRequest);
            asked = listRequest.question();
        }
        int from = (int) Math.min(skip, sorted.size());
        int to = Math.min(from + listRequest.size(), sorted.size());
        return new Found(sorted.subList(from, to), sorted.size());
    }

    private List<NexudusRecord> sorted(ListRequest listRequest) {
        List<NexudusRecord> fitting = new ArrayList<>();
        for (NexudusRecord nexudusRecord : rows.values()) {
            if (listRequest.fits().test(nexudusRecord)) {
                fitting.add(nexudusRecord);
            }
        }
        if (!listRequest.orderBy().equals("Id") || listRequest.descending()) {
            Comparator<NexudusRecord> order =
                    Comparator.comparing(
                            nexudusRecord -> nexudusRecord.field(listRequest.orderBy()));
            fitting.sort(listRequest.descending() ? order.reversed() : order);
        }
        return List.copyOf(fitting);
    }

    record Found(List<NexudusRecord> page, long total) {}
}
