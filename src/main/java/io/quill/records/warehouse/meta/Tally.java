package io.quill.records.warehouse.meta;

import io.quill.records.landing.Effort;

import java.util.Optional;

/** What a run counted, for its row in the book. */
public record Tally(
        long read,
        long written,
        long skipped,
        long deleted,
        long rejected,
        Effort effort,
        Optional<String> cursor,
        Optional<String> remark) {

    public static final Tally NOTHING = of(0, 0, 0, 0);

    public static Tally of(long read, long written, long skipped, long rejected) {
        return new Tally(
                read,
                written,
                skipped,
                0,
                rejected,
                Effort.NONE,
                Optional.empty(),
                Optional.empty());
    }

    public Tally with(Effort cost) {
        return new Tally(read, written, skipped, deleted, rejected, cost, cursor, remark);
    }
}
