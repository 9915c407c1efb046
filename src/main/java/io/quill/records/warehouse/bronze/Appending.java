package io.quill.records.warehouse.bronze;

import io.quill.records.landing.RawRecord;
import io.quill.records.warehouse.bronze.BronzeTable.Change;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.Dialect.ColumnDef;
import io.quill.records.warehouse.sql.Loader;
import io.quill.records.warehouse.sql.Session;
import io.quill.records.warehouse.sql.Type;
import io.quill.records.warehouse.sql.Types;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares a chunk of records with what bronze holds, and appends those that say something new. */
final class Appending {
    private static final String INCOMING = "incoming";

    private final Session session;
    private final BronzeTable table;
    private final UUID run;
    private long highest;

    Appending(Session session, BronzeTable table, UUID run) {
        this.session = session;
        this.table = table;
        this.run = run;
        highest = session.number("SELECT max(id) FROM " + table.name());
    }

    /** How a chunk went. */
    record Appended(long appended, long unchanged, long restored) {
        static final Appended NONE = new Appended(0, 0, 0);

        Appended plus(Appended other) {
            return new Appended(
                    appended + other.appended,
                    unchanged + other.unchanged,
                    restored + other.restored);
        }
    }

    /** A record that is not, to the byte, what is known of it; head is the row that is known. */
    private record Differing(int n, Optional<Head> head) {}

    private record Head(long id, boolean deleted, Optional<Instant> changedAt) {}

    Appended append(Chunk chunk, Instant now) {
        List<Differing> differing = highest == 0 ? all(chunk) : compare(chunk);
        Set<Integer> same = saySame(chunk, differing);
        long appended = 0;
        long restored = 0;
        try (Loader rows = session.load(table.name(), table.names())) {
            for (Differing each : differing) {
                if (same.contains(each.n())) {
                    continue;
                }
                RawRecord record = chunk.record(each.n());
                Change change = each.head().map(head -> change(head, record)).orElse(Change.SEEN);
                rows.row(row(record, change, chunk.hash(each.n()), chunk.text(each.n()), now));
                appended++;
                restored += change == Change.RESTORED ? 1 : 0;
            }
        }
        return new Appended(appended, chunk.size() - appended, restored);
    }

    private @Nullable Object[] row(
            RawRecord record, Change change, String hash, String text, Instant now) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(++highest);
        row.add(record.sourceId());
        row.add(change.word());
        row.add(hash);
        row.add(text);
        row.add(record.changedAt().orElse(null));
        row.add(now);
        row.add(run.toString());
        table.beside().forEach(each -> row.add(each.value(record)));
        return row.toArray();
    }

    private static Change change(Head head, RawRecord record) {
        if (head.deleted()) {
            return Change.RESTORED;
        }
        boolean sameTime =
                record.changedAt().isPresent() && record.changedAt().equals(head.changedAt());
        return sameTime ? Change.TOUCHED : Change.SEEN;
    }

    /** Nothing is known of anything. */
    private static List<Differing> all(Chunk chunk) {
        return IntStream.range(0, chunk.size())
                .mapToObj(n -> new Differing(n, Optional.empty()))
                .toList();
    }

    private List<Differing> compare(Chunk chunk) {
        Dialect dialect = session.dialect();
        session.run(
                dialect.createTemporary(
                        INCOMING,
                        List.of(
                                ColumnDef.of("n", dialect.type(new Type.Whole(Type.Size.INT))),
                                ColumnDef.of("source_id", dialect.type(new Type.Text(128))),
                                ColumnDef.of("payload_hash", dialect.type(new Type.Text(64))))));
        String incoming = dialect.temporary(INCOMING);
        try (Loader rows = session.load(incoming, List.of("n", "source_id", "payload_hash"))) {
            for (int n = 0; n < chunk.size(); n++) {
                rows.row(n, chunk.record(n).sourceId(), chunk.hash(n));
            }
        }
        return session.list(
                """
                SELECT n, id, change, source_changed_at
                FROM (SELECT i.n, b.id, b.change, b.source_changed_at,
                        CASE WHEN b.payload_hash = i.payload_hash THEN 1 ELSE 0 END AS same,
                        row_number() OVER (PARTITION BY i.n ORDER BY b.id DESC) AS place
                      FROM %1$s i LEFT JOIN %2$s b ON b.source_id = i.source_id) AS known
                WHERE place = 1 AND (id IS NULL OR change = 'deleted' OR same = 0)
                ORDER BY n
                """
                        .formatted(incoming, table.name()),
                Appending::differing);
    }

    private static Differing differing(ResultSet row) throws SQLException {
        int n = row.getInt("n");
        long id = row.getLong("id");
        if (row.wasNull()) {
            return new Differing(n, Optional.empty());
        }
        boolean deleted = Change.DELETED.word().equals(row.getString("change"));
        return new Differing(
                n, Optional.of(new Head(id, deleted, Session.instant(row, "source_changed_at"))));
    }

    /**
     * Which of those that differ in their bytes say the same all the same. Where the time of change
     * is another one, they do not: it stands in the record.
     */
    private Set<Integer> saySame(Chunk chunk, List<Differing> differing) {
        Map<Long, Integer> known = new HashMap<>();
        for (Differing each : differing) {
            RawRecord record = chunk.record(each.n());
            each.head()
                    .filter(head -> !head.deleted() && head.changedAt().equals(record.changedAt()))
                    .ifPresent(head -> known.put(head.id(), each.n()));
        }
        Set<Integer> same = new HashSet<>();
        if (known.isEmpty()) {
            return same;
        }
        session.run(
                session.dialect()
                        .createTemporary(
                                "heads",
                                List.of(ColumnDef.of("id", session.dialect().type(Types.LONG)))));
        String heads = session.dialect().temporary("heads");
        try (Loader rows = session.load(heads, List.of("id"))) {
            known.keySet().forEach(rows::row);
        }
        session.each(
                "SELECT b.id, b.raw_json FROM "
                        + table.name()
                        + " b JOIN "
                        + heads
                        + " h ON h.id = b.id",
                row -> {
                    int n = known.getOrDefault(row.getLong(1), -1);
                    if (SameRecord.same(row.getString(2), chunk.record(n).json())) {
                        same.add(n);
                    }
                });
        return same;
    }

    /** Appends a row to each of the listed ids that is in one state and gets into another. */
    long mark(String ids, String condition, Change change, Instant now) {
        long marked =
                session.update(
                        """
                        INSERT INTO %1$s (%7$s)
                        SELECT %2$d + row_number() OVER (ORDER BY l.id), l.source_id, '%3$s',
                          l.payload_hash, l.raw_json, l.source_changed_at, ?, ?%8$s
                        FROM %4$s l WHERE %5$s AND l.source_id %6$s
                        """
                                .formatted(
                                        table.name(),
                                        highest,
                                        change.word(),
                                        table.latest(),
                                        condition,
                                        ids,
                                        String.join(", ", table.names()),
                                        table.beside().stream()
                                                .map(each -> ", l." + each.name())
                                                .collect(Collectors.joining())),
                        now,
                        run.toString());
        highest += marked;
        return marked;
    }
}
